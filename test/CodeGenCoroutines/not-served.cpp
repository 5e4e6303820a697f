// What waits in executor queues is taken by an executor; CPU and user queues have others.
// RUN: %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=warning:
// RUN: %coro -Wno-flexnet-not-served -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=OFF --allow-empty
// RUN: not %coro -Werror=flexnet-not-served -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=ERROR
// OFF-NOT: warning:
// ERROR: error: nothing resumes
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";
flexnet::queues<4> served SEC(".maps"), looked_at SEC(".maps"), from_helper SEC(".maps"),
    by_batch SEC(".maps"), unused SEC(".maps");
flexnet::prio_queues<4> ordered SEC(".maps");

SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(served, ctx, 1);
  // CHECK: :[[#@LINE+1]]:3: warning: nothing resumes what waits in 'looked_at': take it in SEC("flexnet/executor") with queue_pop_front(looked_at, idx).resume() [-Wflexnet-not-served]
  co_await queue_insert(looked_at, ctx, 1);
  co_await queue_insert(looked_at, ctx, 2);
  // CHECK: :[[#@LINE+1]]:3: warning: nothing resumes what waits in 'ordered'
  co_await queue_insert(ordered, ctx, 1, 5);
  // CHECK: :[[#@LINE+1]]:3: warning: nothing resumes what waits in the default set: take it in SEC("flexnet/executor") with queue_pop_front(idx).resume()
  co_await queue_insert(ctx, 1);
  co_await queue_insert(from_helper, ctx, 1);
  co_await queue_insert(by_batch, ctx, 1);
  co_yield 0;
  return XDP_PASS;
}

static void help(u32 idx) { queue_pop_front(from_helper, idx).resume(); }

SEC("flexnet/executor") void serve(void) {
  if (queue_depth(looked_at, 1))
    queue_pop_front(served, 1).resume();
  help(1);
  coro_t coros[4];
  u32 n = queue_pop_batch(by_batch, 1, coros, 4);
  for (u32 i = 0; i < n; i++)
    coros[i].resume();
}
