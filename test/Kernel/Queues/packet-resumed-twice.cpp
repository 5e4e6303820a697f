// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A coroutine with a packet, too, goes on once.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s rx:2 twice:2 flexnet_deliver#2048:4 | FileCheck %s
// CHECK: resumed 2
#include <flexnet/flexnet.h>
flexnet::queues<2> work SEC(".maps");
u64 resumed;
SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(work, ctx, 0);
  resumed++;
  return XDP_PASS;
}
SEC("flexnet/executor") void twice(void) {
  coro_t coro = queue_pop_front(work, 0), copy = coro;
  coro.resume();
  copy.resume();
}
char LICENSE[] SEC("license") = "GPL";
