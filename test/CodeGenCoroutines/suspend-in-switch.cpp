// Each co_await of a switch goes on in its own case.
// RUN: %coro -S -emit-llvm %s -o - | FileCheck %s
#include <flexnet/flexnet.h>

flexnet::cpu_queues<2> first SEC(".maps"), second SEC(".maps");

// CHECK: define {{.*}} @first_resume(
// CHECK: ret i32 11
// CHECK: define {{.*}} @second_resume(
// CHECK: ret i32 22
SEC("xdp") int rx(struct xdp_md *ctx) {
  switch (bpf_get_prandom_u32() & 3) {
  case 0:
    co_await queue_insert(first, ctx, 1);
    return 11;
  case 1:
    co_await queue_insert(second, ctx, 1);
    return 22;
  default:
    return 33;
  }
}
