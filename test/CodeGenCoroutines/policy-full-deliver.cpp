// With `.full = flexnet::deliver` the waiting are counted, up before the suspension and
// down after it. Otherwise the kernel counts, and no packet pays.
// RUN: %coro -S -emit-llvm -DFULL=deliver %s -o - | FileCheck %s
// RUN: %coro -c -DFULL=drop %s -o - | llvm-nm - | FileCheck --check-prefix=DROP %s
#include <flexnet/flexnet.h>

flexnet::cpu_queues<4, {.full = flexnet::FULL}> queues SEC(".maps");

// CHECK: define {{.*}} @rx(
// CHECK: getelementptr {{.*}}@flexnet_waiting
// CHECK: atomicrmw add ptr {{.*}}, i32 1
// CHECK: define {{.*}} @queues_resume(
// CHECK: atomicrmw add ptr {{.*}}, i32 -1
// DROP-NOT: waiting
SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(queues, ctx, bpf_get_prandom_u32() & 3);
  return XDP_PASS;
}
