// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A packet that suspends again on another set is copied again, and goes up in the end.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s rx#100 serve flexnet_deliver#2048 serve flexnet_deliver#2048 serve flexnet_deliver#2048 | FileCheck %s
// CHECK: flexnet_deliver: 1, 100 bytes
// CHECK: flexnet_deliver: 2, 100 bytes
// CHECK: flexnet_deliver: 1, 2048 bytes
// CHECK: lengths 200
#include <flexnet/flexnet.h>
flexnet::queues<2> one SEC(".maps");
flexnet::queues<2> two SEC(".maps");
u64 lengths;
SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 length = ctx->data_end - ctx->data;
  co_await queue_insert(one, ctx, 1);
  lengths += length;
  co_await queue_insert(two, ctx, 0);
  lengths += ctx->data_end - ctx->data;
  return XDP_PASS;
}
SEC("flexnet/executor") void serve(void) {
  queue_pop_front(two, 0).resume();
  queue_pop_front(one, 1).resume();
}
char LICENSE[] SEC("license") = "GPL";
