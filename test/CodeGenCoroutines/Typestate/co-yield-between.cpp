// Between the receive and the send side stands a co_yield, and nothing but a co_yield.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

SEC("xdp") int right(struct xdp_md *ctx) {
  eth_rcv(ctx); ip_rcv(ctx); tcp_rcv(ctx); socket_rcv(ctx);
  co_yield 0;
  socket_snd(ctx); tcp_snd(ctx); ip_snd(ctx); eth_snd(ctx);
  return 0;
}

SEC("xdp") int missing(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  eth_rcv(ctx); ip_rcv(ctx); tcp_rcv(ctx); socket_rcv(ctx);
  // CHECK: :[[#@LINE+1]]:3: error: socket_snd() needs 'layer::start' or 'layer::answered', and 'ctx' is in 'layer::received' here: the packet has already gone up; co_yield lets the application answer
  socket_snd(ctx); tcp_snd(ctx); ip_snd(ctx); eth_snd(ctx);
  return 0;
}

SEC("xdp") int on_one_path(struct xdp_md *ctx) {
  eth_rcv(ctx); ip_rcv(ctx); tcp_rcv(ctx); socket_rcv(ctx);
  if (ctx->rx_queue_index)
    co_yield 0;
  // CHECK: :[[#@LINE+1]]:3: error: socket_snd() needs 'layer::start' or 'layer::answered', and 'ctx' is in 'layer::received' here on some path
  socket_snd(ctx); tcp_snd(ctx); ip_snd(ctx); eth_snd(ctx);
  return 0;
}

SEC("xdp") int too_early(struct xdp_md *ctx) {
  eth_rcv(ctx);
  // CHECK: :[[#@LINE+1]]:3: error: suspension between two protocol layers needs the FlexNet kernel runtime
  co_yield 0;
  ip_rcv(ctx); tcp_rcv(ctx); socket_rcv(ctx);
  return 0;
}

SEC("xdp") int other_suspension(struct xdp_md *ctx) {
  eth_rcv(ctx); ip_rcv(ctx); tcp_rcv(ctx); socket_rcv(ctx);
  co_yield 0;
  // CHECK: :[[#@LINE+1]]:3: error: suspension of an answer: it is sent by this program, as it comes from the application
  co_await queue_insert(ctx, 1);
  return 0;
}
