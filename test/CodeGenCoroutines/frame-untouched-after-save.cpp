// Once the frame is written, the program that suspends only returns: whoever resumes
// may own the packet already.
// RUN: %coro -S -emit-llvm %s -o - | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: define {{.*}} @rx(
// CHECK: store i32 %{{.*}}, ptr %[[FRAME:[0-9a-z.]+]]
// CHECK-NOT: {{ (load|store|call|atomicrmw) .*}}
// CHECK: br label %[[RETURN:[0-9a-z._]+]]
// CHECK: {{^}}[[RETURN]]:
// CHECK-NOT: {{ (load|store|call|atomicrmw) }}
// CHECK: ret i32
SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 value = bpf_get_prandom_u32();
  co_await queue_insert(ctx, 1);
  return value;
}
