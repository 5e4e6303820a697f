// Where no module can stop one error says so, and nothing else.
// RUN: not %coro -fflexnet-runtime=kernel -c %s -o %t.o 2>&1 \
// RUN:   | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<4> work SEC(".maps");

SEC("xdp") int behind_l4(struct xdp_md *ctx) {
  co_await queue_insert(work, ctx, 0);
  eth_rcv(ctx);
  ip_rcv(ctx);
  tcp_rcv(ctx);
  // CHECK: [[#@LINE+1]]:3: error: suspension between tcp_rcv() and socket_rcv(): TCP takes segments apart into the socket's queue; suspend before tcp_rcv()
  co_await queue_insert(work, ctx, 0);
  socket_rcv(ctx);
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
