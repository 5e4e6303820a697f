// On a stock kernel there is nothing between two layers to suspend in.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

SEC("xdp") int between(struct xdp_md *ctx) {
  eth_rcv(ctx);
  // CHECK: :[[#@LINE+1]]:3: error: suspension between two protocol layers needs the FlexNet kernel runtime; on a stock kernel suspend before eth_rcv() (ip_rcv() would come next)
  co_await queue_insert(ctx, 1);
  ip_rcv(ctx);
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return 0;
}

SEC("xdp") int after(struct xdp_md *ctx) {
  eth_rcv(ctx);
  ip_rcv(ctx);
  tcp_rcv(ctx);
  socket_rcv(ctx);
  // CHECK: :[[#@LINE+1]]:3: error: suspension after socket_rcv(): the packet has already gone up
  co_await queue_insert(ctx, 1);
  return 0;
}
