// ctx->data is an address also while it is an integer.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

SEC("xdp") int rx(struct xdp_md *ctx) {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'data' is a pointer into the packet
  u64 data = ctx->data;
  co_await queue_insert(ctx, 1);
  return data == ctx->data ? XDP_DROP : XDP_PASS;
}
