// An array that is indexed by a variable is in the frame with exactly its size.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: frame 6 bytes
// CHECK-NEXT: bytes 0 to 6: mac
SEC("xdp") int rx(struct xdp_md *ctx) {
  u8 mac[6] = {1, 2, 3, 4, 5, 6};
  mac[bpf_get_prandom_u32() % 6] = bpf_get_prandom_u32();
  co_await queue_insert(ctx, 1);
  return mac[bpf_get_prandom_u32() % 6];
}
