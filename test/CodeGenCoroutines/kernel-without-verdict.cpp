// A coroutine whose result nobody uses has no packet: the program that calls it goes on with its own.
// RUN: %coro -fflexnet-runtime=kernel -c %s -o %t.o
// RUN: llvm-objdump -dr --no-show-raw-insn %t.o | FileCheck %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<4> work SEC(".maps");
u64 bytes;

static int count(struct xdp_md *ctx) {
  u32 length = ctx->data_end - ctx->data;
  co_await queue_insert(work, ctx, 0);
  bytes += length;
  return 0;
}

// CHECK-LABEL: <flexnet_rx>:
// CHECK-NOT: flexnet_pkt_take
// CHECK-LABEL: <flexnet_run>:
// CHECK-NOT: work_homes
// CHECK: bytes
// 44: bpf_xdp_adjust_head
// CHECK-LABEL: <ramp>:
// CHECK-NOT: call 0x2c
// CHECK: work
// CHECK: w0 = 0x2
SEC("xdp") int ramp(struct xdp_md *ctx) {
  count(ctx);
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
