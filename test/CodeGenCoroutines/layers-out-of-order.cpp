// Layers run in their order, each once; the error names the one that comes next.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

SEC("xdp") int skipped(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  eth_rcv(ctx);
  // CHECK: :[[#@LINE+1]]:3: error: tcp_rcv() needs 'layer::ip', and 'ctx' is in 'layer::eth' here: ip_rcv() comes next
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return 0;
}

SEC("xdp") int repeated(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  eth_rcv(ctx);
  ip_rcv(ctx);
  // CHECK: :[[#@LINE+1]]:3: error: ip_rcv() needs 'layer::eth', and 'ctx' is in 'layer::ip' here: tcp_rcv() or udp_rcv() comes next
  ip_rcv(ctx);
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return 0;
}

SEC("xdp") int on_some_path(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  if (bpf_get_prandom_u32() & 1)
    eth_rcv(ctx);
  // CHECK: :[[#@LINE+1]]:3: error: ip_rcv() needs 'layer::eth', and 'ctx' is in 'layer::start' here on some path: eth_rcv() comes next
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
  // CHECK: :[[#@LINE+1]]:3: error: socket_rcv() needs 'layer::transport' or 'layer::datagram', and 'ctx' is in 'layer::received' here: the packet has already gone up
  socket_rcv(ctx);
  return 0;
}
