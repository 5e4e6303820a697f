// Values are placed so that the frame has no holes and no padding at its end.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: frame 15 bytes
SEC("xdp") int rx(struct xdp_md *ctx) {
  u8 a = bpf_get_prandom_u32();
  u64 b = bpf_ktime_get_ns();
  u16 c = bpf_get_prandom_u32();
  u32 d = bpf_get_prandom_u32();
  co_await queue_insert(ctx, 1);
  return a + b + c + d;
}
