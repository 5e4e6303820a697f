// After a suspension data and data_end are what the module shows of the packet; the numbers of the
// device and of its queue are in the frame; a packet that is only read is not made the program's own.
// RUN: %coro -fflexnet-runtime=kernel -c %s -o %t.o
// RUN: llvm-objdump -dr --no-show-raw-insn %t.o | FileCheck %s
// RUN: %coro -fflexnet-runtime=kernel -DWRITES -c %s -o %t.o
// RUN: llvm-objdump -dr --no-show-raw-insn %t.o | FileCheck --check-prefix=WRITES %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<1> work SEC(".maps");
u64 seen;

// The numbers are kept, 12 and 16 of struct xdp_md.
// CHECK-LABEL: <flexnet_run>:
// CHECK-NOT: flexnet_pkt_own
// CHECK: r2 = 0x80
// CHECK-NEXT: call
// CHECK-NEXT: flexnet_pkt_bytes{{$}}
// CHECK-NOT: flexnet_pkt_own
// CHECK-LABEL: <ramp>:
// CHECK-DAG: = *(u32 *)(r{{[0-9]}} + 0xc)
// CHECK-DAG: = *(u32 *)(r{{[0-9]}} + 0x10)

// WRITES-LABEL: <flexnet_run>:
// WRITES: flexnet_pkt_own
// WRITES: flexnet_pkt_bytes_own
SEC("xdp") int ramp(struct xdp_md *ctx) {
  co_await queue_insert(work, ctx, 0);
  u8 *at = reinterpret_cast<u8 *>(static_cast<unsigned long>(ctx->data));
  if (at + 14 > reinterpret_cast<u8 *>(static_cast<unsigned long>(ctx->data_end)))
    return XDP_DROP;
  seen += at[13] + ctx->ingress_ifindex + ctx->rx_queue_index;
#ifdef WRITES
  at[0] = 0;
#endif
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
