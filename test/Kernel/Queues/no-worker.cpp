// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Once no worker lives, nothing is suspended any more: by policy, counted. What waits, waits.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s rx dead rx ends alive serve:2 flexnet_deliver#2048:2 | FileCheck %s
// CHECK: rx: 1, 64 bytes
// CHECK: rx: 2, 64 bytes
// CHECK: ends: 1, 64 bytes
// CHECK: went_on 2
// CHECK: point 0: no_worker 1
// CHECK: point 1: no_worker 1
#include <flexnet/flexnet.h>
flexnet::queues<4> work SEC(".maps");
flexnet::queues<4, {.no_worker = flexnet::drop}> dropping SEC(".maps");
u64 went_on;
SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(work, ctx, 0);
  went_on++;
  return XDP_PASS;
}
SEC("xdp") int ends(struct xdp_md *ctx) {
  co_await queue_insert(dropping, ctx, 0);
  went_on++;
  return XDP_PASS;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
char LICENSE[] SEC("license") = "GPL";
