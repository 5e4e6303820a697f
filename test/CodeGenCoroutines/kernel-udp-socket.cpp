// Suspended behind udp_rcv(), a packet waits for its socket; a path through TCP does not.
// RUN: %coro -fflexnet-runtime=kernel -c %s -o %t.o
// RUN: llvm-objdump -dr --no-show-raw-insn -j struct_ops/run %t.o | FileCheck %s
// RUN: llvm-objdump -s -j .struct_ops.link %t.o | FileCheck --check-prefix=OPS %s
// RUN: bpftool btf dump file %t.o | FileCheck --check-prefix=BTF %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<1> before_l4 SEC(".maps");
flexnet::queues<1> before_socket SEC(".maps");

// CHECK-LABEL: <flexnet_run>:
// CHECK-DAG: flexnet_udp_rcv
// CHECK-DAG: flexnet_receive_l4
// CHECK-DAG: flexnet_receive_l5

// FLEXNET_STOP_L3 | FLEXNET_STOP_L4 | FLEXNET_STOP_L5
// OPS: 0020 0b000000

// BTF: TYPE_TAG 'kptr' type_id=[[L4:[0-9]+]]
// BTF: [[[L4]]] STRUCT 'flexnet_pkt_l4'
// BTF: TYPE_TAG 'kptr' type_id=[[L5:[0-9]+]]
// BTF: [[[L5]]] STRUCT 'flexnet_pkt_l5'
SEC("xdp") int ramp(struct xdp_md *ctx) {
  bool datagrams = ctx->data_end - ctx->data < 100;
  eth_rcv(ctx);
  ip_rcv(ctx);
  co_await queue_insert(before_l4, ctx, 0);
  if (datagrams) {
    udp_rcv(ctx);
    co_await queue_insert(before_socket, ctx, 0);
  } else {
    tcp_rcv(ctx);
  }
  socket_rcv(ctx);
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) {
  queue_pop_front(before_l4, 0).resume();
  queue_pop_front(before_socket, 0).resume();
}
