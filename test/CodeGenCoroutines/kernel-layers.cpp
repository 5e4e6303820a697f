// Suspended between layers, a packet goes through those in front of it, waits in a home of its
// type, and at the end goes through what is left.
// RUN: %coro -fflexnet-runtime=kernel -c %s -o %t.o
// RUN: llvm-objdump -dr --no-show-raw-insn -j struct_ops/run %t.o | FileCheck %s
// RUN: llvm-objdump -s -j .struct_ops.link %t.o | FileCheck --check-prefix=OPS %s
// RUN: bpftool btf dump file %t.o | FileCheck --check-prefix=BTF %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<1> before_l2 SEC(".maps");
flexnet::queues<1> before_l4 SEC(".maps");

// Both layers at once, of which each may end the packet.
// CHECK-LABEL: <flexnet_run>:
// CHECK: before_l2_homes
// CHECK: flexnet_eth_rcv
// CHECK: if r0 == 0x0
// CHECK: flexnet_ip_rcv
// CHECK: if r0 == 0x0
// CHECK: before_l4_homes
// CHECK-NOT: flexnet_receive{{$}}
// CHECK: flexnet_receive_l4

// rx and run, no tx; abi 1, no device yet; FLEXNET_STOP_L3 | FLEXNET_STOP_L4, no flags; a worker,
// 2048 + 128 packets
// OPS: 0010 00000000 00000000 01000000 00000000
// OPS-NEXT: 0020 03000000 00000000 01000000 80080000

// BTF: STRUCT 'before_l2_home' size=8 vlen=1
// BTF: TYPE_TAG 'kptr' type_id=[[L2:[0-9]+]]
// BTF: [[[L2]]] STRUCT 'flexnet_pkt'
// BTF: TYPE_TAG 'kptr' type_id=[[L4:[0-9]+]]
// BTF: [[[L4]]] STRUCT 'flexnet_pkt_l4'
SEC("xdp") int ramp(struct xdp_md *ctx) {
  co_await queue_insert(before_l2, ctx, 0);
  eth_rcv(ctx);
  ip_rcv(ctx);
  co_await queue_insert(before_l4, ctx, 0);
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) {
  queue_pop_front(before_l2, 0).resume();
  queue_pop_front(before_l4, 0).resume();
}
