// Programs, maps and globals have the names the user wrote, also from a namespace.
// RUN: %coro -c %s -o %t.o
// RUN: llvm-readelf -sW %t.o | FileCheck %s --implicit-check-not=_Z
#include <flexnet/flexnet.h>

namespace mine {
// CHECK-DAG: OBJECT GLOBAL DEFAULT {{.*}} packets
u64 packets;
// CHECK-DAG: OBJECT GLOBAL DEFAULT {{.*}} queues
flexnet::cpu_queues<4> queues SEC(".maps");
// CHECK-DAG: FUNC GLOBAL DEFAULT {{.*}} rx
SEC("xdp") int rx(struct xdp_md *ctx) {
  packets++;
  co_await queue_insert(queues, ctx, 1);
  return XDP_PASS;
}
// CHECK-DAG: FUNC GLOBAL DEFAULT {{.*}} filter
SEC("tc") int filter(struct __sk_buff *skb) { return skb->mark; }
} // namespace mine
