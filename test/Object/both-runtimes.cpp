// Of an object for both runtimes flexnet takes the part that this machine can run, here the one for a
// stock kernel: there is no module. Which it takes, and why, is said in one line.
// RUN: %coro -fflexnet-runtime=both -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
// CHECK: for both runtimes; this is the part for a stock kernel: the kernel module flexnet is not loaded: `modprobe flexnet`
// CHECK: attaches to a device
// CHECK-NOT: struct_ops
// RUN: %flexnet inspect --runtime kernel %t.o | FileCheck %s --check-prefix=KERNEL
// KERNEL: for both runtimes; this is the part for the kernel runtime: as asked
// KERNEL: struct_ops/rx
// RUN: %flexnet inspect --runtime stock %t.o | FileCheck %s --check-prefix=STOCK
// STOCK: for both runtimes; this is the part for a stock kernel: as asked
// RUN: %if kernel-bpf %{ %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=CHECKED %}
// CHECKED: note: took the part for a stock kernel: the kernel module flexnet is not loaded: `modprobe flexnet`
// CHECKED: flexnet_deliver
// RUN: %if kernel-bpf %{ %flexnet check --json %t.o | FileCheck %s --check-prefix=JSON %}
// JSON: "runtime": "stock"
// RUN: %if kernel-bpf %{ not %flexnet check --runtime kernel %t.o 2>&1 | FileCheck %s --check-prefix=MODULE %}
// MODULE: flexnet: {{.*}}.o: needs the kernel runtime: the kernel module flexnet is not loaded: `modprobe flexnet`
// MODULE-NOT: {{.}}
// RUN: %coro -fflexnet-runtime=kernel -c %s -o %t.kernel.o
// RUN: not %flexnet inspect --runtime stock %t.kernel.o 2>&1 | FileCheck %s --check-prefix=ONLY
// ONLY: flexnet: {{.*}}.o: is for the kernel runtime only: compile it with -fflexnet-runtime=both
// RUN: %coro -c %s -o %t.stock.o
// RUN: not %flexnet inspect --runtime kernel %t.stock.o 2>&1 | FileCheck %s --check-prefix=NOTHING
// NOTHING: flexnet: {{.*}}.o: has nothing for the kernel runtime, which takes packets in executor queues: compile them with -fflexnet-runtime=kernel or both
// RUN: llvm-objcopy --update-section .flexnet.kernel=%s %t.o %t.damaged.o
// RUN: not %flexnet inspect --runtime kernel %t.damaged.o 2>&1 | FileCheck %s --check-prefix=DAMAGED
// DAMAGED: flexnet: {{.*}}.o: not an ELF file
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<1> work SEC(".maps");

SEC("xdp") int ramp(struct xdp_md *ctx) {
  co_await queue_insert(work, ctx, 0);
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
