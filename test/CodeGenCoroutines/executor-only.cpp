// Only an executor takes coroutines from queues; a helper function of executors may, too.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck --implicit-check-not=error: %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

flexnet::queues<4> work SEC(".maps");

SEC("syscall") int start(void *ctx) {
  co_await queue_insert(work, ctx, 0);
  return 0;
}

static coro_t next(u32 idx) { return queue_pop_front(work, idx); }

SEC("flexnet/executor") void serve(void) { next(0).resume(); }

SEC("xdp") int takes(struct xdp_md *ctx) {
  // CHECK: :[[@LINE+1]]:18: error: only an executor takes coroutines from queues and has a worker: call this in SEC("flexnet/executor")
  coro_t first = queue_pop_front(work, 1);
  return first ? XDP_PASS : XDP_DROP;
}
