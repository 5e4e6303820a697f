// A member function is a coroutine too. Its object is on the stack of the program that
// called it; a member that is read before the co_await may be kept.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: coroutine steer
// CHECK: frame 4 bytes
// CHECK-NEXT: bytes 0 to 4: kept
struct steering {
  u32 seed;
  int steer(struct xdp_md *ctx) {
    u32 kept = seed;
    co_await queue_insert(ctx, 1);
    return kept & 1 ? XDP_PASS : XDP_DROP;
  }
};

// CHECK: rx {{ *}}xdp {{.*}}attaches to a device
SEC("xdp") int rx(struct xdp_md *ctx) {
  steering s = {bpf_get_prandom_u32()};
  return s.steer(ctx);
}
