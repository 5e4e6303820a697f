// A loop that is left and continued in several places can hold a co_await.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: suspends on
// CHECK: bytes 0 to 1: i, used at
SEC("xdp") int rx(struct xdp_md *ctx) {
  for (u32 i = 0; i < 8; i++) {
    if (bpf_get_prandom_u32() & 1)
      break;
    if (bpf_get_prandom_u32() & 2)
      continue;
    co_await queue_insert(ctx, 1);
  }
  return XDP_PASS;
}
