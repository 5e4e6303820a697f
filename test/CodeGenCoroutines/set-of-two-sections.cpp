// One resume program cannot serve programs with and without fragments.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

SEC("xdp") int plain(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  return XDP_PASS;
}
SEC("xdp.frags") int frags(struct xdp_md *ctx) {
  // CHECK: error: queue set 'flexnet_queues' is used by SEC("xdp") and by SEC("xdp.frags"): give each a set of its own
  co_await queue_insert(ctx, 2);
  return XDP_DROP;
}
