// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// Executors that resume one coroutine each time they run, or 32. Whichever is resumed
/// suspends again.
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

flexnet::queues<4, {.depth = 4096, .unsuspendable = flexnet::drop, .no_worker = flexnet::drop}>
    work SEC(".maps");

volatile u32 stopping;
u64 sum;

SEC("xdp") int always(struct xdp_md *ctx) {
  u64 a = ctx->rx_queue_index, b = ctx->ingress_ifindex;
  while (!stopping) {
    co_await queue_insert(work, ctx, 0);
    a += b;
  }
  sum = a;
  return XDP_DROP;
}

SEC("flexnet/executor") void one(void) { queue_pop_front(work, 0).resume(); }

SEC("flexnet/executor") void batch(void) {
  coro_t coros[32];
  u32 n = queue_pop_batch(work, 0, coros, 32);
  for (u32 i = 0; i < n; i++)
    coros[i].resume();
}
