// A path that calls no layer returns its own verdict, one that calls them all passes.
// RUN: %coro -S -emit-llvm %s -o - | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: define {{.*}} @flexnet_queues_resume(
// CHECK: select i1 %{{.*}}, i32 {{2, i32 99|99, i32 2}}
SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  if (bpf_get_prandom_u32() == 0)
    return 99;
  eth_rcv(ctx);
  ip_rcv(ctx);
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return 0;
}
