// After an error there is no object, and no crash of the code generator.
// RUN: rm -f %t.o && not %coro -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: not ls %t.o
// CHECK: 1 error generated.
// CHECK-NOT: PLEASE
#include <flexnet/flexnet.h>

SEC("xdp") int refused(struct xdp_md *ctx) {
  u64 data = ctx->data;
  co_await queue_insert(ctx, 1);
  return data == ctx->data;
}
SEC("xdp") int accepted(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  return XDP_PASS;
}
