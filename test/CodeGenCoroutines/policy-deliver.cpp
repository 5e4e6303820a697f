// By default a packet that cannot be suspended is counted and goes on at once: the
// continuation is in the ramp too.
// RUN: %coro -S -emit-llvm %s -o - | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: define {{.*}} @rx(
// CHECK: atomicrmw add ptr {{.*}}@flexnet_counters
// CHECK: phi i32 {{.*}} 77, %
// CHECK: define {{.*}} @flexnet_queues_resume(
SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  return 77;
}
