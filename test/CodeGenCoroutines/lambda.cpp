// A lambda is a coroutine too; what it captures it may keep by value.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: frame 4 bytes
// CHECK-NEXT: bytes 0 to 4: kept
// CHECK: rx {{ *}}xdp {{.*}}attaches to a device
SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 captured = bpf_get_prandom_u32();
  auto steer = [captured](struct xdp_md *ctx) -> int {
    u32 kept = captured;
    co_await queue_insert(ctx, 1);
    return kept & 1 ? XDP_PASS : XDP_DROP;
  };
  return steer(ctx);
}
