// Objects for the kernel runtime have a table as others do, and load only where the module is.
// RUN: %coro -fflexnet-runtime=kernel -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
// CHECK: coroutine ramp
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=MODULE %}
// MODULE: flexnet: {{.*}}.o: needs the kernel runtime: the kernel module flexnet is not loaded: `modprobe flexnet`
// RUN: not %flexnet run %t.o --dev lo --worker-executors serve 2>&1 | FileCheck %s --check-prefix=TURN
// TURN: flexnet: --worker-executors: workers of the kernel runtime take executors in turn
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<1> work SEC(".maps");

SEC("xdp") int ramp(struct xdp_md *ctx) {
  co_await queue_insert(work, ctx, 0);
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
