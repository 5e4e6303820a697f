// A helper function that stays one says by attributes what it does; its body is held to that.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

[[gnu::noinline]] static u32 silent(struct xdp_md *ctx) {
  eth_rcv(ctx);
  return ctx->rx_queue_index;
}
[[gnu::noinline]] static u32
told([[flexnet::moves(flexnet::layer::start, flexnet::layer::ip)]] struct xdp_md *ctx) {
  eth_rcv(ctx);
  ip_rcv(ctx);
  return ctx->rx_queue_index;
}

SEC("xdp") int wrong(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  // CHECK: :[[#@LINE+1]]:3: error: 'silent' is not inlined and calls eth_rcv(), so what it does to its arguments is not known here: remove noinline, or put attributes on its parameters
  silent(ctx);
  return 0;
}

SEC("xdp") int right(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  told(ctx);
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return 0;
}
