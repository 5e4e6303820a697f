// A packet that is owned is sent by the module: XDP_TX, bpf_redirect(); dropped; or goes up.
// RUN: %coro -fflexnet-runtime=kernel -c %s -o %t.o
// RUN: llvm-objdump -dr --no-show-raw-insn -j struct_ops/run %t.o \
// RUN:   | FileCheck %s --implicit-check-not='call 0x17'
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<1> back SEC(".maps"), away SEC(".maps"), down SEC(".maps");
const volatile u32 device = 1;

// CHECK-LABEL: <flexnet_run>:
// CHECK: back_homes
// CHECK: r2 = 0x0
// CHECK: flexnet_transmit
SEC("xdp") int sends_back(struct xdp_md *ctx) {
  co_await queue_insert(back, ctx, 0);
  return XDP_TX;
}

// CHECK: away_homes
// CHECK: device
// CHECK: flexnet_transmit
SEC("xdp") int sends_away(struct xdp_md *ctx) {
  co_await queue_insert(away, ctx, 0);
  return bpf_redirect(device, 0);
}

// CHECK: down_homes
// CHECK-NOT: flexnet_transmit
// CHECK: flexnet_pkt_release
SEC("xdp") int drops(struct xdp_md *ctx) {
  co_await queue_insert(down, ctx, 0);
  return XDP_ABORTED;
}

SEC("flexnet/executor") void serve(void) {
  queue_pop_front(back, 0).resume();
  queue_pop_front(away, 0).resume();
  queue_pop_front(down, 0).resume();
}
