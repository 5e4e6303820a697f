// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// As fifo.bpf.cpp, on a queue that is ordered by a key, which grows by a random step.
#include <flexnet/flexnet.h>

#include "measured.h"

#ifndef DEPTH
#define DEPTH 4096
#endif

// Were it to go on at once if refused, it could do so without end.
flexnet::prio_queues<4, {.depth = DEPTH, .unsuspendable = flexnet::drop, .no_worker = flexnet::drop}>
    work SEC(".maps");

volatile u32 stopping;
u64 sum;

static u64 step() { return bpf_get_prandom_u32() & 1023; }

SEC("xdp") int always(struct xdp_md *ctx) {
  u64 key = step(), a = ctx->rx_queue_index, b = ctx->ingress_ifindex;
  u32 c = 0;
  while (!stopping) {
    co_await queue_insert(work, ctx, 0, key);
    key += step();
    a += b;
    c++;
    co_await queue_insert(work, ctx, 0, key);
    key += step();
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
