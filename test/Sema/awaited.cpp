// Only a queue suspends a packet.
// RUN: not %coro -fsyntax-only %s 2>&1 | FileCheck --implicit-check-not=error: %s

#include <flexnet/flexnet.h>

SEC("xdp") int of_the_standard(struct xdp_md *ctx) {
  // CHECK-DAG: :[[@LINE+1]]:3: error: co_await on 'std::suspend_always' suspends on no queue: write co_await queue_insert(ctx, idx) or co_await queue_insert(queues, ctx, idx)
  co_await std::suspend_always{};
  return XDP_PASS;
}

SEC("xdp") int of_a_queue(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  return XDP_PASS;
}

flexnet::queues<4> work SEC(".maps");

void nothing();

SEC("xdp") int of_other_types(struct xdp_md *ctx) {
  // CHECK-DAG: :[[@LINE+1]]:3: error: co_await on 'void' suspends on no queue
  co_await nothing();
  return XDP_PASS;
}

SEC("xdp") int of_values(struct xdp_md *ctx) {
  // CHECK-DAG: :[[@LINE+1]]:3: error: co_await on 'int' suspends on no queue
  co_await 5;
  // CHECK-DAG: :[[@LINE+1]]:3: error: co_await on 'struct xdp_md *' suspends on no queue
  co_await ctx;
  // CHECK-DAG: :[[@LINE+1]]:3: error: co_await on 'flexnet::queues<4>' suspends on no queue
  co_await work;
  // CHECK-DAG: :[[@LINE+1]]:3: error: co_await on 'coro_t' suspends on no queue
  co_await queue_pop_front(work, 1);
  return XDP_PASS;
}
