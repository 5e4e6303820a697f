// A suspension between layers has two places: where it is, and what began the layers.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

SEC("xdp") int rx(struct xdp_md *ctx) {
  eth_rcv(ctx);
  ip_rcv(ctx);
  if (ctx->rx_queue_index & 1)
    // CHECK: :[[#@LINE+2]]:5: error: suspension between two protocol layers needs the FlexNet kernel runtime; on a stock kernel suspend before eth_rcv() (tcp_rcv() or udp_rcv() would come next)
    // CHECK: :[[#@LINE-3]]:3: note: ip_rcv() brought 'ctx' to 'layer::ip' here
    co_await queue_insert(ctx, 1);
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return 0;
}
