// A named queue set is a map of its own, resumed by a program named after it; the
// default set is then not in the object.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s --implicit-check-not=flexnet_queues
#include <flexnet/flexnet.h>

// CHECK: urgent: 4 queues of 16 packets, resumed by urgent_resume; unsuspendable: drop, full: deliver
flexnet::cpu_queues<4, {.depth = 16, .unsuspendable = flexnet::drop, .full = flexnet::deliver}>
    urgent SEC(".maps");

SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(urgent, ctx, 1);
  return XDP_PASS;
}
