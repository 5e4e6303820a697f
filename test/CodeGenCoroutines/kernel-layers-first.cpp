// A layer in front of the first co_await runs where the packet is handed over, not in the ramp.
// RUN: %coro -fflexnet-runtime=kernel -c %s -o %t.o
// RUN: llvm-objdump -dr --no-show-raw-insn %t.o | FileCheck %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<1> work SEC(".maps");

// CHECK-LABEL: <flexnet_rx>:
// CHECK: flexnet_pkt_take
// CHECK: flexnet_eth_rcv
// CHECK: work_homes
// CHECK-LABEL: <flexnet_run>:
// CHECK: flexnet_receive_l3
// CHECK-LABEL: <ramp>:
// CHECK-NOT: flexnet_eth_rcv
// 23: bpf_redirect.
// CHECK: call 0x17
SEC("xdp") int ramp(struct xdp_md *ctx) {
  eth_rcv(ctx);
  co_await queue_insert(work, ctx, 0);
  ip_rcv(ctx);
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
