// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A packet of 2,048 bytes is suspended, a longer one is not; a coroutine that needs no packet
// any more takes every length.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s rx#2048 rx#2049 count#3000 serve:2 flexnet_deliver#2048 | FileCheck %s
// CHECK: rx: 1, 2048 bytes
// CHECK: rx: 2, 2049 bytes
// CHECK: count: 1, 3000 bytes
// CHECK: flexnet_deliver: 2, 2048 bytes
// CHECK: went_on 2
// CHECK: counted 3000
// CHECK: point 0: too_long 1
// CHECK-NOT: point
#include <flexnet/flexnet.h>
flexnet::queues<4> work SEC(".maps");
flexnet::queues<4> lengths SEC(".maps");
u64 went_on, counted;
SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(work, ctx, 0);
  went_on++;
  return XDP_PASS;
}
SEC("xdp") int count(struct xdp_md *ctx) {
  u32 length = ctx->data_end - ctx->data;
  co_await queue_insert(lengths, ctx, 0);
  counted += length;
  return XDP_DROP;
}
SEC("flexnet/executor") void serve(void) {
  queue_pop_front(work, 0).resume();
  queue_pop_front(lengths, 0).resume();
}
char LICENSE[] SEC("license") = "GPL";
