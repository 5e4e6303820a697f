// A local that is not there at a suspension is not in the frame, though another function may write to
// it in another branch of the same loop.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

void next(u64 &of);
u64 sum;
[[gnu::noinline]] void next(u64 &of) { sum += of++; }

// CHECK: frame 16 bytes
// CHECK-NOT: mine
// CHECK: frame 1 bytes
SEC("xdp") int rx(struct xdp_md *ctx) {
  u64 flags = bpf_get_prandom_u32();
  flags <<= bpf_get_prandom_u32() & 31;
  for (u32 i = bpf_get_prandom_u32() & 7; i > 0; i--) {
    if (flags >> i & 1) {
      u64 mine = i;
      next(mine);
      sum += mine;
    } else {
      co_await queue_insert(ctx, 1);
    }
  }
  co_await queue_insert(ctx, 1);
  return XDP_PASS;
}
