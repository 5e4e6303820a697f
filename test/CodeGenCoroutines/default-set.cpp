// The default set is executor queues in an object with an executor, CPU queues in one without.
// RUN: %coro -c %s -o %t.cpu.o && %flexnet inspect %t.cpu.o | FileCheck --check-prefix=CPU %s
// RUN: %coro -DEXECUTOR -c %s -o %t.o && %flexnet inspect %t.o | FileCheck %s
// CPU: suspends on 'flexnet_queues'
// CHECK: suspends on 'flexnet_executor_queues'
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  return XDP_PASS;
}
#ifdef EXECUTOR
SEC("flexnet/executor") void serve(void) { queue_pop_front(1).resume(); }
#endif
