// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Without a named set: executor queues in an object with an executor, else a queue for each
// CPU; contexts other than XDP's always use executor queues.
// RUN: %coro -O2 -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck --check-prefix=CPU %s
// RUN: %coro -O2 -DEXECUTOR -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck --check-prefix=EXECUTOR %s
// RUN: %coro -O2 -DEXECUTOR -DTC -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck --check-prefix=EXECUTOR %s
// CPU: flexnet_queues
// CPU-NOT: flexnet_executor_queues
// EXECUTOR-NOT: {{^}}flexnet_queues
// EXECUTOR: flexnet_executor_queues
#include <flexnet/flexnet.h>
u64 count;
#ifdef TC
SEC("tc") int entry(struct __sk_buff *ctx) {
#else
SEC("xdp") int entry(struct xdp_md *ctx) {
#endif
  co_await queue_insert(ctx, 0);
  count++;
  return 2; // TC_ACT_SHOT
}
#ifdef EXECUTOR
SEC("flexnet/executor") void serve(void) { queue_pop_front(0).resume(); }
#endif
char LICENSE[] SEC("license") = "GPL";
