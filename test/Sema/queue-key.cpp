// prio_queues want a key, and no other queues take one.
// RUN: not %coro -fsyntax-only %s 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

flexnet::prio_queues<2> ordered SEC(".maps");
flexnet::queues<2> plain SEC(".maps");

SEC("xdp") int keys(struct xdp_md *ctx) {
  // CHECK: [[#@LINE+1]]:12: error: {{.*}} is unavailable: prio_queues are in the order of a key: queue_insert(set, ctx, idx, key)
  co_await queue_insert(ordered, ctx, 0);
  // CHECK: [[#@LINE+1]]:12: error: {{.*}} is unavailable: queues are first in, first out, without a key: use flexnet::prio_queues
  co_await queue_insert(plain, ctx, 0, 7);
  return XDP_PASS;
}
