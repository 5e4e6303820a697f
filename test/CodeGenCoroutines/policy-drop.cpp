// With `.unsuspendable = flexnet::drop` it is counted and dropped: no part of the
// continuation is in the ramp.
// RUN: %coro -S -emit-llvm %s -o - | FileCheck %s
#include <flexnet/flexnet.h>

flexnet::cpu_queues<4, {.unsuspendable = flexnet::drop}> queues SEC(".maps");

// CHECK: define {{.*}} @rx(
// CHECK-NOT: {{(i32|i64|^) 77[^0-9]}}
// CHECK: atomicrmw add ptr {{.*}}@flexnet_counters
// CHECK-NOT: {{(i32|i64|^) 77[^0-9]}}
// CHECK: define {{.*}} @queues_resume(
// CHECK: ret i32 77
SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(queues, ctx, 1);
  return 77;
}
