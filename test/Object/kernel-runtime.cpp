// Objects for the kernel runtime are known as that.
// RUN: %coro -fflexnet-runtime=kernel -c %s -o %t.o
// RUN: not %flexnet inspect %t.o 2>&1 | FileCheck %s
// CHECK: flexnet: {{.*}}.o: compiled with -fflexnet-runtime=kernel, for the module flexnet, which this command cannot load objects for yet
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<1> work SEC(".maps");

SEC("xdp") int ramp(struct xdp_md *ctx) {
  co_await queue_insert(work, ctx, 0);
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
