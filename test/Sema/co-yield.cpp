// co_yield says what it would need and what to write.
// RUN: not %coro -fsyntax-only %s 2>&1 | FileCheck --implicit-check-not=error: %s

#include <flexnet/flexnet.h>

SEC("xdp") int yields(struct xdp_md *ctx) {
  // CHECK: :[[@LINE+1]]:3: error: {{.*}}co_yield hands the packet to the application through a flexnet::user_queue, which this version of FlexNet does not have; use co_await queue_insert(ctx, idx)
  co_yield 0;
  return XDP_PASS;
}
