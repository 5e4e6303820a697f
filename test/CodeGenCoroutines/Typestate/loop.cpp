// A layer in a loop runs twice.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  for (u32 i = 0; i < ctx->rx_queue_index; i++)
    // CHECK: :[[#@LINE+2]]:5: error: eth_rcv() needs 'layer::start', and 'ctx' is in 'layer::eth' here on some path: ip_rcv() comes next
    // CHECK: :[[#@LINE+1]]:5: note: eth_rcv() brought 'ctx' to 'layer::eth' here
    eth_rcv(ctx);
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: ip_rcv() needs 'layer::eth', and 'ctx' is in 'layer::start' here on some path: eth_rcv() comes next
  ip_rcv(ctx);
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return 0;
}
