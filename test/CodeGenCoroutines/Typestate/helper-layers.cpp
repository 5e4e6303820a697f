// Layers in helper functions, static or not, are the coroutine's: together they are XDP_PASS.
// RUN: %coro -S -emit-llvm %s -o - | FileCheck %s --implicit-check-not=@__flexnet
#include <flexnet/flexnet.h>

static void l2_l3(struct xdp_md *ctx) {
  eth_rcv(ctx);
  ip_rcv(ctx);
}
void l4(struct xdp_md *ctx, bool tcp) {
  if (tcp)
    tcp_rcv(ctx);
  else
    udp_rcv(ctx);
  socket_rcv(ctx);
}

// CHECK: define {{.*}} @flexnet_queues_resume(
// CHECK: ret i32 2
SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  l2_l3(ctx);
  l4(ctx, bpf_get_prandom_u32() & 1);
  return 99;
}
