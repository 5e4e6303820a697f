// A 64-bit value takes eight bytes.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: frame 8 bytes
// CHECK-NEXT: bytes 0 to 8: started
SEC("xdp") int rx(struct xdp_md *ctx) {
  u64 started = bpf_ktime_get_ns();
  co_await queue_insert(ctx, 1);
  return bpf_ktime_get_ns() - started > 1000 ? XDP_DROP : XDP_PASS;
}
