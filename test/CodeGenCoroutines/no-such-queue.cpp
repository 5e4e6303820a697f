// A queue whose number is known when compiling is one of its set: in every call that takes one, also
// when the number is known only after inlining; not in dead code.
// RUN: not %coro -Wno-flexnet-not-served -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

flexnet::queues<4> work SEC(".maps");
flexnet::queues<1, {.unsuspendable = flexnet::drop}> one SEC(".maps");
flexnet::prio_queues<2> ordered SEC(".maps");
flexnet::cpu_queues<8> cpus SEC(".maps");

SEC("xdp") int rx(struct xdp_md *ctx) {
  // CHECK-DAG: :[[#@LINE+1]]:3: error: there is no queue 9 in 'work', which has 4 (0 to 3): declare more, or take one of these [flexnet-no-such-queue]
  co_await queue_insert(work, ctx, 9);
  // CHECK-DAG: :[[#@LINE+1]]:3: error: there is no queue 1 in 'one', which has 1 (0): declare more, or take one of these
  co_await queue_insert(one, ctx, 1);
  // CHECK-DAG: :[[#@LINE+1]]:3: error: there is no queue 2 in 'ordered', which has 2 (0 to 1)
  co_await queue_insert(ordered, ctx, 2, 17);
  u32 last = queue_count(work);
  // CHECK-DAG: :[[#@LINE+1]]:3: error: there is no queue 4 in 'work'
  co_await queue_insert(work, ctx, last);
  // CHECK-DAG: :[[#@LINE+1]]:3: error: there is no queue 32 in the default set, which has 32 (0 to 31)
  co_await queue_insert(ctx, 32);
  co_await queue_insert(work, ctx, 3);
  co_await queue_insert(work, ctx, ctx->rx_queue_index);
  if (queue_count(work) > 6)
    co_await queue_insert(work, ctx, 6);
  return XDP_PASS;
}

SEC("xdp") int steer(struct xdp_md *ctx) {
  // CHECK-DAG: :[[#@LINE+1]]:3: error: there is no queue 8 in 'cpus', which has 8 (0 to 7)
  co_await queue_insert(cpus, ctx, 8);
  co_await queue_insert(cpus, ctx, 7);
  return XDP_PASS;
}

u32 seen;
SEC("flexnet/executor") void serve(void) {
  // CHECK-DAG: :[[#@LINE+1]]:3: error: there is no queue 4 in 'work'
  queue_pop_front(work, 4).resume();
  // CHECK-DAG: :[[#@LINE+1]]:10: error: there is no queue 5 in 'work'
  seen = queue_depth(work, 5);
  // CHECK-DAG: :[[#@LINE+1]]:10: error: there is no queue 7 in 'ordered'
  seen = queue_sojourn_ns(ordered, 7);
  // CHECK-DAG: :[[#@LINE+1]]:3: error: there is no queue 40 in the default set
  queue_pop_front(40).resume();
  for (u32 i = 0; i <= 3; i++)
    queue_pop_front(work, i).resume();
}

SEC("tc") int looks(struct __sk_buff *ctx) {
  // CHECK-DAG: :[[#@LINE+1]]:10: error: there is no queue 6 in 'work'
  return queue_depth(work, 6);
}
