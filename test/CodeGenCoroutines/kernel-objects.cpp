// For the kernel runtime an object has a pipeline: the module calls its programs, and the executors
// are no programs of their own. No packet is copied.
// RUN: %coro -fflexnet-runtime=kernel -c %s -o %t.o
// RUN: llvm-readelf --wide -S -s %t.o | FileCheck %s --implicit-check-not=syscall \
// RUN:   --implicit-check-not=flexnet_deliver --implicit-check-not=flexnet_drain \
// RUN:   --implicit-check-not=flexnet_wake --implicit-check-not=serve
// RUN: llvm-objdump -dr --no-show-raw-insn %t.o | FileCheck --check-prefix=CODE %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<4> work SEC(".maps");

// CHECK-DAG: struct_ops/rx
// CHECK-DAG: struct_ops/run
// CHECK-DAG: .struct_ops.link
// CHECK-DAG: .rodata.flexnet_handoff
// CHECK-DAG: OBJECT GLOBAL {{.*}} flexnet_pipeline
// CHECK-DAG: OBJECT GLOBAL {{.*}} work_homes

// In: the module's packet goes home, beside the cell; then the next that came with it.
// CODE-LABEL: <flexnet_rx>:
// CODE: flexnet_pkt_take
// CODE: work_homes
// CODE: call 0xc2
// CODE: flexnet_rx_next

// Out of its home, and up.
// CODE-LABEL: <flexnet_run>:
// CODE: work_homes
// CODE: call 0xc2
// CODE: flexnet_receive{{$}}

// 23: bpf_redirect. 189: bpf_xdp_load_bytes.
// CODE-LABEL: <ramp>:
// CODE-NOT: call 0xbd
// CODE: flexnet_handoff_device
// CODE: call 0x17
SEC("xdp") int ramp(struct xdp_md *ctx) {
  co_await queue_insert(work, ctx, ctx->rx_queue_index & 3);
  eth_rcv(ctx);
  ip_rcv(ctx);
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) {
  for (u32 i = 0; i < queue_count(work); i++)
    queue_pop_front(work, i).resume();
}
