// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// Coroutines without end on one queue: whenever one is resumed, it suspends again at its
/// other suspension point. One operation is a suspension and the resumption from it.
#include <flexnet/flexnet.h>

#include "measured.h"

#ifndef DEPTH
#define DEPTH 4096
#endif

flexnet::queues<4, {.depth = DEPTH}> work SEC(".maps");
flexnet::queues<2, {.direct = true}> direct_queues SEC(".maps");

SEC("xdp") int always(struct xdp_md *ctx) {
  u64 a = ctx->rx_queue_index, b = ctx->ingress_ifindex;
  u32 c = 0;
  for (;;) {
    co_await queue_insert(work, ctx, 0);
    a += b;
    c++;
    co_await queue_insert(work, ctx, 0);
    b ^= a;
    c += 2;
  }
}

SEC("flexnet/executor") void cycle(void) {
  repeat(i)
    queue_pop_front(work, 0).resume();
}

SEC("flexnet/executor") void one(void) { queue_pop_front(work, 0).resume(); }

SEC("flexnet/executor") void batch(void) {
  coro_t coros[32];
  u32 n = queue_pop_batch(work, 0, coros, 32);
  for (u32 i = 0; i < n; i++)
    coros[i].resume();
}
