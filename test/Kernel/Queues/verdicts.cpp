// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// The verdict is the resumed coroutine's: XDP_TX, XDP_DROP, XDP_PASS.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s rx#64 rx#65 rx#66 serve:3 flexnet_deliver#2048 flexnet_deliver#2048 flexnet_deliver#2048 | FileCheck %s
// CHECK: flexnet_deliver: 3, 64 bytes
// CHECK: flexnet_deliver: 1, 65 bytes
// CHECK: flexnet_deliver: 2, 66 bytes
#include <flexnet/flexnet.h>
SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 5);
  u32 length = ctx->data_end - ctx->data;
  return length == 64 ? XDP_TX : length == 65 ? XDP_DROP : XDP_PASS;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(5).resume(); }
char LICENSE[] SEC("license") = "GPL";
