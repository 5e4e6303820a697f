// inspect says what each program needs: its size, with and without the functions it calls, the
// stack of the deepest chain of calls, and how long the verifier is expected to take.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
// RUN: %flexnet inspect --json %t.o | %python -m json.tool --compact - | FileCheck %s --check-prefix=JSON
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";
u64 sum;

static __attribute__((noinline)) u64 deeper(u64 n) {
  volatile u64 bytes[5] = {n};
  return bytes[0] + bpf_get_prandom_u32();
}

// 40 bytes are counted as 64, none as 32: together 96.
// CHECK: program {{ *}}section {{ *}}instructions {{ *}}loaded {{ *}}stack {{ *}}verifier work {{ *}}role
// CHECK: calls {{ *}}xdp {{ *}}{{[0-9]+}} {{ *}}{{[0-9]+}} {{ *}}96 in 2 {{ *}}{{[0-9]+}} {{ *}}attaches to a device
// JSON: "name":"calls","section":"xdp"
// JSON-SAME: "stack_bytes":96,"stack_frames":2
// JSON-SAME: "stack_chain":[{"name":"calls","bytes":0,"taken":32},{"name":"deeper","bytes":40,"taken":64}]
// JSON-SAME: "verifier_work":{{[0-9]+}},"verifier_work_is_more":false
// JSON-SAME: "most_verifier_work":[{"file":
SEC("xdp") int calls(struct xdp_md *ctx) {
  sum += deeper(ctx->rx_queue_index);
  return XDP_PASS;
}

SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}
