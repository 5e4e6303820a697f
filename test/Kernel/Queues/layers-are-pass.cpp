// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A resumed packet has all its bytes and, its layers run, goes up the stack.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s rx:3 serve flexnet_deliver#2048 rx#1500 serve:4 flexnet_deliver#2048:3 flexnet_deliver#2048 | FileCheck %s
// CHECK: flexnet_deliver: 2, 64 bytes
// CHECK: flexnet_deliver: 2, 1500 bytes
// Nothing is left.
// CHECK: flexnet_deliver: 1, 2048 bytes
#include <flexnet/flexnet.h>
SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  eth_rcv(ctx);
  ip_rcv(ctx);
  udp_rcv(ctx);
  socket_rcv(ctx);
  return 0;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(0).resume(); }
char LICENSE[] SEC("license") = "GPL";
