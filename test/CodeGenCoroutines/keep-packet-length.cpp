// The difference of two pointers into the packet is a number like any other.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: bytes 0 to 4: length
SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 length = ctx->data_end - ctx->data;
  co_await queue_insert(ctx, 1);
  return length > 100 ? XDP_DROP : XDP_PASS;
}
