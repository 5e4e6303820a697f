// What is behind each suspension point is told apart, though one program resumes them all: its
// instructions, which both share in part, and its part of the verifier's work.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";
u64 few, many[8];

SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 bytes = ctx->data_end - ctx->data;
  if (bytes < 100) {
    // CHECK: inspect-resumption.cpp:[[#@LINE+1]]:5 suspends on {{.*}}resume id 1; resumed: [[#FEW:]] instructions, verifier work [[#]]
    co_await queue_insert(ctx, 0);
    few += bytes;
  } else {
    // CHECK: inspect-resumption.cpp:[[#@LINE+2]]:5 suspends on {{.*}}resume id 2; resumed:
    // CHECK-NOT: [[#FEW]] instructions
    co_await queue_insert(ctx, 1);
    for (u32 i = 0; i < 8; i++)
      many[i] += bytes * (many[7 - i] | i);
  }
  return XDP_PASS;
}
// CHECK: flexnet_queues_resume
