// The user wrote `a[i]`: the index is in the frame, and the element's address is not.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: suspends on
// CHECK-DAG: bytes 0 to 8: counts
// CHECK-DAG: bytes {{[0-9]+}} to {{[0-9]+}}: {{at|<value computed in line 14>}}
SEC("xdp") int rx(struct xdp_md *ctx) {
  u16 counts[4] = {};
  u32 at = bpf_get_prandom_u32() & 3;
  // Both halves use one element.
  u16 &element = counts[at];
  element = bpf_get_prandom_u32();
  co_await queue_insert(ctx, 1);
  return element + counts[bpf_get_prandom_u32() & 3];
}
