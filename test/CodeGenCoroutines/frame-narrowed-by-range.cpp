// A value that is known to be small takes the smallest integer that holds it.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: frame 1 bytes
// CHECK-NEXT: bytes 0 to 1: small
SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 small = bpf_get_prandom_u32() & 7;
  co_await queue_insert(ctx, 1);
  return small;
}
