// A path without a co_await never leaves its program: the ramp alone returns its verdict.
// RUN: %coro -S -emit-llvm %s -o - | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: define {{.*}} @rx(
// CHECK: phi i32 {{.*}}[ 77, %
// CHECK: define {{.*}} @flexnet_queues_resume(
// CHECK-NOT: 77
// CHECK: ret i32 88
SEC("xdp") int rx(struct xdp_md *ctx) {
  if (bpf_get_prandom_u32() & 1)
    return 77;
  co_await queue_insert(ctx, 1);
  return 88;
}
