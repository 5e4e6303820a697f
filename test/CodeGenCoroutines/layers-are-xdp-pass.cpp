// All layers together are XDP_PASS, whatever number the coroutine returns.
// RUN: %coro -S -emit-llvm %s -o - | FileCheck %s --implicit-check-not=@__flexnet
#include <flexnet/flexnet.h>

// CHECK: define {{.*}} @flexnet_queues_resume(
// CHECK: ret i32 2
SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  eth_rcv(ctx);
  ip_rcv(ctx);
  udp_rcv(ctx);
  socket_rcv(ctx);
  return 99;
}
