// The resume program's instructions are attributed to the lines after the co_await.
// RUN: %coro -c %s -o %t.o
// RUN: llvm-objdump -S %t.o | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: <flexnet_queues_resume>:
// CHECK: ;{{.*}}co_await queue_insert(ctx, 1);
// CHECK: ;{{.*}}return kept * 3 + bpf_get_prandom_u32();
SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 kept = bpf_get_prandom_u32();
  co_await queue_insert(ctx, 1);
  return kept * 3 + bpf_get_prandom_u32();
}
