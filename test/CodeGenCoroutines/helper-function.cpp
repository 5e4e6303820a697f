// What a helper function returned is a value like any other; the helper's own locals
// are not in the frame.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

static u16 port_of(struct xdp_md *ctx) {
  u64 sum = ctx->data_end - ctx->data;
  for (u32 i = 0; i < 8; i++)
    sum += bpf_get_prandom_u32();
  return sum;
}

// CHECK: frame 2 bytes
// CHECK-NEXT: bytes 0 to 2: port
SEC("xdp") int rx(struct xdp_md *ctx) {
  u16 port = port_of(ctx);
  co_await queue_insert(ctx, 1);
  return port;
}
