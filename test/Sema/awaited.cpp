// Only a queue suspends a packet.
// RUN: not %coro -fsyntax-only %s 2>&1 | FileCheck --implicit-check-not=error: %s

#include <flexnet/flexnet.h>

SEC("xdp") int of_the_standard(struct xdp_md *ctx) {
  // CHECK: :[[@LINE+1]]:3: error: co_await on a 'std::suspend_always' suspends on no queue: write co_await queue_insert(ctx, idx) or co_await queue_insert(queues, ctx, idx)
  co_await std::suspend_always{};
  return XDP_PASS;
}

SEC("xdp") int of_a_queue(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  return XDP_PASS;
}
