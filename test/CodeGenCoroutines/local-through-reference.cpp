// A local that a helper fills through a reference or pointer is kept as a value.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

static void fill(u16 &a, u16 *b) {
  a = bpf_get_prandom_u32();
  *b = bpf_get_prandom_u32();
}

// CHECK: frame 4 bytes
// CHECK-DAG: bytes {{.*}}: a
// CHECK-DAG: bytes {{.*}}: b
SEC("xdp") int rx(struct xdp_md *ctx) {
  u16 a, b;
  fill(a, &b);
  co_await queue_insert(ctx, 1);
  return a - b;
}
