// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Whoever finds the queue full is dropped, and is counted.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s rx:4 rx rx serve:5 flexnet_deliver#2048:5 | FileCheck %s
// CHECK: rx: 1, 64 bytes
// CHECK: rx: 1, 64 bytes
// CHECK: rx: 1, 64 bytes
// CHECK: went_on 4
// CHECK: point 0: queue_full 2
#include <flexnet/flexnet.h>
flexnet::queues<1, {.depth = 4, .full = flexnet::drop}> work SEC(".maps");
u64 went_on;
SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(work, ctx, 0);
  went_on++;
  return XDP_PASS;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
char LICENSE[] SEC("license") = "GPL";
