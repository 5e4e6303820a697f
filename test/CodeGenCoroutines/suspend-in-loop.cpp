// A co_await in a loop is one suspension point; the loop goes on in the resume program,
// which can suspend again.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
// RUN: llvm-objdump -d %t.o | FileCheck --check-prefix=ASM %s
#include <flexnet/flexnet.h>

// CHECK-COUNT-1: suspends on
// CHECK-NOT: suspends on
// CHECK: program
// ASM: <flexnet_queues_resume>:
// ASM: call 0x33
SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 sum = 0;
  for (u32 i = 0; i < 4; i++) {
    co_await queue_insert(ctx, i);
    sum += bpf_get_smp_processor_id();
  }
  return sum & 1 ? XDP_DROP : XDP_PASS;
}
