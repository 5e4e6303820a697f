// The queue is asked (helper 51) before room is made for the frame (helper 44): a
// refused packet then has nothing to take away again.
// RUN: %coro -c %s -o - | llvm-objdump -d - | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: <rx>:
// CHECK-NOT: call 0x2c
// CHECK: call 0x33
// CHECK: call 0x2c
// CHECK-NOT: call
// CHECK: exit
SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 length = ctx->data_end - ctx->data;
  co_await queue_insert(ctx, 1);
  return length & 1 ? XDP_PASS : XDP_DROP;
}
