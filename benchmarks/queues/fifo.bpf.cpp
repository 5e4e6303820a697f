// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// Coroutines without end on one queue: whenever one is resumed, it suspends again at its
/// other suspension point. One operation is a suspension and the resumption from it.
#include <flexnet/flexnet.h>

#include "measured.h"

#ifndef DEPTH
#define DEPTH 4096
#endif

// Were it to go on at once if refused, it could do so without end.
flexnet::queues<4, {.depth = DEPTH, .unsuspendable = flexnet::drop, .no_worker = flexnet::drop}>
    work SEC(".maps");

volatile u32 stopping;
u64 sum;

SEC("xdp") int always(struct xdp_md *ctx) {
  u64 a = ctx->rx_queue_index, b = ctx->ingress_ifindex;
  u32 c = 0;
  while (!stopping) {
    co_await queue_insert(work, ctx, 0);
    a += b;
    c++;
    co_await queue_insert(work, ctx, 0);
    b ^= a;
    c += 2;
  }
  sum = a + b + c;
  return XDP_DROP;
}

SEC("flexnet/executor") void cycle(void) {
  for (u32 i = 0; i < operations; i++)
    queue_pop_front(work, 0).resume();
}
