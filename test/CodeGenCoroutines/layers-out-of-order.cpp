// Layers run in their order, each once; the error names the one that comes next.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

SEC("xdp") int skipped(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  eth_rcv(ctx);
  // CHECK: :[[#@LINE+1]]:3: error: protocol layers out of order: ip_rcv() comes next here
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return 0;
}

SEC("xdp") int repeated(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  eth_rcv(ctx);
  ip_rcv(ctx);
  // CHECK: :[[#@LINE+1]]:3: error: protocol layers out of order: tcp_rcv() or udp_rcv() comes next here
  ip_rcv(ctx);
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return 0;
}

SEC("xdp") int on_some_path(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  if (bpf_get_prandom_u32() & 1)
    eth_rcv(ctx);
  // CHECK: :[[#@LINE+1]]:3: error: protocol layers out of order: eth_rcv() comes next here on some path
  ip_rcv(ctx);
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return 0;
}

SEC("xdp") int after_the_last(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  eth_rcv(ctx);
  ip_rcv(ctx);
  tcp_rcv(ctx);
  socket_rcv(ctx);
  // CHECK: :[[#@LINE+1]]:3: error: a protocol layer after socket_rcv(): the packet has already gone up
  socket_rcv(ctx);
  return 0;
}
