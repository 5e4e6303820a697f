// The coroutine's own parameter is the context of whichever program runs: it is not
// in the frame, and can be read again after the co_await.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: frame 0 bytes
SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  return ctx->data + 14 > ctx->data_end ? XDP_DROP : XDP_PASS;
}
