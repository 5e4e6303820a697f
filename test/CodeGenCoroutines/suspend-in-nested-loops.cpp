// The counters of both loops live across a suspension in the inner one.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: suspends on
// CHECK-DAG: bytes {{.*}}: i
// CHECK-DAG: bytes {{.*}}: j
SEC("xdp") int rx(struct xdp_md *ctx) {
  for (u32 i = 0; i < 3; i++)
    for (u32 j = 0; j < 2; j++)
      co_await queue_insert(ctx, bpf_get_prandom_u32() & 1);
  return XDP_PASS;
}
