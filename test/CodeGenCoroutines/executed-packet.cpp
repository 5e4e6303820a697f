// A packet is copied into an executor queue only if the coroutine needs it again: it uses the
// context, or returns something else than to drop.
// RUN: %coro -c %s -o %t.o
// RUN: llvm-objdump -d --no-show-raw-insn %t.o | FileCheck %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

flexnet::queues<4> work SEC(".maps");
u64 count;

// 189: bpf_xdp_load_bytes
// CHECK-LABEL: <drops>:
// CHECK-NOT: call 0xbd
// CHECK-LABEL: <passes>:
// CHECK: call 0xbd
// CHECK-LABEL: <uses_context>:
// CHECK: call 0xbd
// CHECK-LABEL: <passes_at_the_second>:
// CHECK: call 0xbd
// CHECK-LABEL: <passes_itself>:
// CHECK-NOT: call 0xbd
// CHECK-LABEL: Disassembly
SEC("xdp/1") int drops(struct xdp_md *ctx) {
  co_await queue_insert(work, ctx, 0);
  count++;
  return XDP_DROP;
}
SEC("xdp/1") int passes(struct xdp_md *ctx) {
  co_await queue_insert(work, ctx, 0);
  return XDP_PASS;
}
SEC("xdp/1") int uses_context(struct xdp_md *ctx) {
  co_await queue_insert(work, ctx, 0);
  count += ctx->data_end - ctx->data;
  return XDP_DROP;
}
SEC("xdp/1") int passes_at_the_second(struct xdp_md *ctx) {
  co_await queue_insert(work, ctx, 0);
  count++;
  co_await queue_insert(work, ctx, 1);
  return XDP_PASS;
}
static int counts(struct xdp_md *ctx) {
  co_await queue_insert(work, ctx, 0);
  count++;
  return 0;
}
SEC("xdp/1") int passes_itself(struct xdp_md *ctx) {
  counts(ctx);
  return XDP_PASS;
}
