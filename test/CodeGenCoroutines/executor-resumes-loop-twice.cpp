// An executor that resumes twice what has a loop calls it: inlined, the verifier would walk through
// the second loop for each way through the first one.
// RUN: %coro -O2 -emit-llvm -S %s -o - | FileCheck %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<2, {.depth = 8}> work SEC(".maps");
u64 served[8];

SEC("syscall") int start(u64 *ctx) {
  u32 n = ctx[0] & 7;
  co_await queue_insert(work, ctx, 0);
  for (u32 i = 0; i < n; i++)
    __atomic_fetch_add(&served[i], 1, __ATOMIC_RELAXED);
  return 0;
}

// CHECK-LABEL: define {{.*}}@once(
// CHECK-NOT: @flexnet_resume(
// CHECK: @served
SEC("flexnet/executor") void once(void) { queue_pop_front(work, 0).resume(); }

// CHECK-LABEL: define {{.*}}@twice(
// CHECK: call i32 @flexnet_resume(
// CHECK: call i32 @flexnet_resume(
SEC("flexnet/executor") void twice(void) {
  queue_pop_front(work, 0).resume();
  queue_pop_front(work, 1).resume();
}
