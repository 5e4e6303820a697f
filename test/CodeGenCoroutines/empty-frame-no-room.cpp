// A suspension that keeps nothing does not move the packet (helper 44 makes room).
// RUN: %coro -c %s -o - | llvm-objdump -d - | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: <keeps_nothing>:
// CHECK-NOT: call 0x2c
// CHECK: <keeps_length>:
// CHECK: call 0x2c
// CHECK: <few_resume>:
// CHECK-NOT: call 0x2c
// CHECK: <many_resume>:
// CHECK: call 0x2c
flexnet::cpu_queues<2> few SEC(".maps");
flexnet::cpu_queues<8> many SEC(".maps");

SEC("xdp") int keeps_nothing(struct xdp_md *ctx) {
  co_await queue_insert(few, ctx, 1);
  return XDP_PASS;
}

SEC("xdp") int keeps_length(struct xdp_md *ctx) {
  u32 length = ctx->data_end - ctx->data;
  co_await queue_insert(many, ctx, 1);
  return length & 1 ? XDP_PASS : XDP_DROP;
}
