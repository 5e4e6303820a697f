// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Packets are handed over in order of the key, each with its own bytes; the shortest first.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s rx#90 rx#70 rx#80 rx#60 serve:4 flexnet_deliver#2048 flexnet_deliver#2048 flexnet_deliver#2048 flexnet_deliver#2048 | FileCheck %s
// CHECK: flexnet_deliver: 2, 60 bytes
// CHECK: flexnet_deliver: 2, 70 bytes
// CHECK: flexnet_deliver: 2, 80 bytes
// CHECK: flexnet_deliver: 2, 90 bytes
// CHECK: right 4
#include <flexnet/flexnet.h>
flexnet::prio_queues<2, {.depth = 16}> work SEC(".maps");
u64 right;
SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 length = ctx->data_end - ctx->data;
  co_await queue_insert(work, ctx, 1, length);
  right += length == ctx->data_end - ctx->data;
  return XDP_PASS;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 1).resume(); }
char LICENSE[] SEC("license") = "GPL";
