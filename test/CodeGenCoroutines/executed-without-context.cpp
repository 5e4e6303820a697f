// A coroutine on a packet says so: its verdict would be lost.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck --implicit-check-not=error: %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

flexnet::queues<4> work SEC(".maps");
flexnet::cpu_queues<4> cpus SEC(".maps");

SEC("xdp") int without(struct xdp_md *ctx) {
  // CHECK: :[[@LINE+1]]:3: error: this program has a packet, whose verdict is the coroutine's: give queue_insert() the context, queue_insert(queues, ctx, idx)
  co_await queue_insert(work, 1);
  return XDP_PASS;
}
