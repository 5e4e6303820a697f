// Of a packet that may be of TCP no suspension stands behind L4.
// RUN: not %coro -fflexnet-runtime=kernel -c %s -o %t.o 2>&1 \
// RUN:   | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<4> work SEC(".maps");

SEC("xdp") int either(struct xdp_md *ctx) {
  u32 length = ctx->data_end - ctx->data;
  co_await queue_insert(work, ctx, 0);
  eth_rcv(ctx);
  ip_rcv(ctx);
  if (length < 100)
    udp_rcv(ctx);
  else
    tcp_rcv(ctx);
  // CHECK: [[#@LINE+1]]:3: error: suspension between tcp_rcv() and socket_rcv(): TCP takes segments apart into the socket's queue
  co_await queue_insert(work, ctx, 0);
  // CHECK: [[#@LINE-3]]:5: note: tcp_rcv() brought 'ctx' to 'layer::transport' here
  socket_rcv(ctx);
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
