// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Packets go up in the order of their keys: here the shortest first.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s rx#300 rx#100 rx#200 serve:3 flexnet_deliver#2048 flexnet_deliver#2048 flexnet_deliver#2048 | FileCheck %s
// CHECK: flexnet_deliver: 2, 100 bytes
// CHECK: flexnet_deliver: 2, 200 bytes
// CHECK: flexnet_deliver: 2, 300 bytes
#include <flexnet/flexnet.h>
flexnet::prio_queues<1> work SEC(".maps");
SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(work, ctx, 0, ctx->data_end - ctx->data);
  return XDP_PASS;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
char LICENSE[] SEC("license") = "GPL";
