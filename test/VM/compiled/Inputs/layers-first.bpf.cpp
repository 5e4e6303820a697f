// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A packet goes through layers before it waits for the first time.
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<1> before_l3 SEC(".maps");
flexnet::queues<1> before_l4 SEC(".maps");

SEC("xdp") int ramp_xdp(struct xdp_md *ctx) {
  u32 length = ctx->data_end - ctx->data;
  if (length & 1) {
    eth_rcv(ctx);
    co_await queue_insert(before_l3, ctx, 0);
    ip_rcv(ctx);
  } else {
    eth_rcv(ctx);
    ip_rcv(ctx);
    co_await queue_insert(before_l4, ctx, 0);
  }
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) {
  queue_pop_front(before_l3, 0).resume();
  queue_pop_front(before_l4, 0).resume();
}
