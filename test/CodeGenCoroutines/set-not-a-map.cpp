// A queue set without SEC(".maps") is no map.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

flexnet::cpu_queues<4> queues;

SEC("xdp") int rx(struct xdp_md *ctx) {
  // CHECK: :[[#@LINE+1]]:3: error: queue set 'queues' is not a map: declare it with SEC(".maps")
  co_await queue_insert(queues, ctx, 1);
  return XDP_PASS;
}
