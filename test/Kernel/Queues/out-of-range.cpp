// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A queue that the set does not have: by policy, counted.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s goes_on ends passes | FileCheck %s
// CHECK: goes_on: 2, 64 bytes
// CHECK: ends: 1, 64 bytes
// CHECK: passes: 2, 64 bytes
// CHECK: went_on 1
// CHECK: point 0: out_of_range 1
// CHECK: point 1: out_of_range 1
// CHECK: point 2: out_of_range 1
#include <flexnet/flexnet.h>
flexnet::queues<4> delivering SEC(".maps");
flexnet::queues<4, {.unsuspendable = flexnet::drop}> dropping SEC(".maps");
flexnet::queues<4, {.unsuspendable = flexnet::pass}> passing SEC(".maps");
u64 went_on;
volatile u32 idx = 4;
SEC("xdp") int goes_on(struct xdp_md *ctx) {
  co_await queue_insert(delivering, ctx, idx);
  went_on++;
  return XDP_PASS;
}
SEC("xdp") int ends(struct xdp_md *ctx) {
  co_await queue_insert(dropping, ctx, idx + 0x80000000);
  went_on++;
  return XDP_PASS;
}
SEC("xdp") int passes(struct xdp_md *ctx) {
  co_await queue_insert(passing, ctx, idx);
  went_on++;
  return XDP_PASS;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(dropping, 0).resume(); }
char LICENSE[] SEC("license") = "GPL";
