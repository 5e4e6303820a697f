// Where a set has one suspension point there is nothing to choose: no id is stored.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

flexnet::cpu_queues<4> first SEC(".maps"), second SEC(".maps");

// CHECK: on 'first', frame 4 bytes; resumed
// CHECK-NEXT: bytes 0 to 4: a
// CHECK: on 'second', frame 4 bytes; resumed
// CHECK-NEXT: bytes 0 to 4: b
SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 a = bpf_get_prandom_u32();
  co_await queue_insert(first, ctx, 1);
  u32 b = a + bpf_get_prandom_u32();
  co_await queue_insert(second, ctx, 1);
  return b;
}
