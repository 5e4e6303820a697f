// A value that the compiler knows is not in the frame.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: frame 0 bytes
SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 base = 40;
  int verdict = base + 2;
  co_await queue_insert(ctx, base & 1);
  return verdict;
}
