// A case that falls through comes to the next one's layer with the one before done, or not.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  eth_rcv(ctx);
  switch (ctx->rx_queue_index) {
  case 0:
    ip_rcv(ctx);
    [[fallthrough]];
  case 1:
    // CHECK: :[[#@LINE+1]]:5: error: tcp_rcv() needs 'layer::ip', and 'ctx' is in 'layer::eth' here on some path: ip_rcv() comes next
    tcp_rcv(ctx);
    break;
  default:
    ip_rcv(ctx);
    udp_rcv(ctx);
  }
  socket_rcv(ctx);
  return 0;
}
