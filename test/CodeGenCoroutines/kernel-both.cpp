// An object for both runtimes is that of the stock kernel, and has the other in a section. What both
// warn of is said once.
// RUN: %coro -fflexnet-runtime=both -Wunused-variable -c %s -o %t.o 2>&1 | FileCheck --check-prefix=SAID %s
// RUN: llvm-readelf -S -W %t.o | FileCheck %s
// RUN: llvm-objcopy --dump-section .flexnet.kernel=%t.kernel.o %t.o
// RUN: llvm-readelf -S -W %t.kernel.o | FileCheck --check-prefix=KERNEL %s
// RUN: %coro -fflexnet-runtime=kernel -c %s -o %t.only.o
// RUN: cmp %t.kernel.o %t.only.o
// RUN: %coro -E %s -o %t.ii
// RUN: not %coro -fflexnet-runtime=both -c %t.ii -o %t.o 2>&1 | FileCheck --check-prefix=TWICE %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<4> work SEC(".maps");

// SAID-COUNT-1: unused variable
// SAID-NOT: unused variable
// CHECK-NOT: struct_ops
// CHECK: .flexnet.kernel
// CHECK-NOT: struct_ops
// KERNEL: struct_ops/rx
// TWICE: error: '-fflexnet-runtime=both' compiles the source twice
SEC("xdp") int ramp(struct xdp_md *ctx) {
  int unused;
  co_await queue_insert(work, ctx, 0);
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
