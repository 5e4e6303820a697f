// A frame with an id that this object did not write is counted.
// RUN: %coro -S -emit-llvm %s -o - | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: define {{.*}} @flexnet_queues_resume(
// CHECK: switch i8 %{{.*}}, label %[[BAD:[a-z_0-9.]+]] [
// CHECK: {{^}}[[BAD]]:
// CHECK-NEXT: atomicrmw add ptr {{.*}}@flexnet_counters
SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 a = bpf_get_prandom_u32();
  co_await queue_insert(ctx, 1);
  u32 b = bpf_get_prandom_u32();
  co_await queue_insert(ctx, 2);
  return a + b;
}
