// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Packets wait in front of the socket: those to an even port for good. Behind UDP the context has what the
// datagram carries.
#include <bpf/bpf_endian.h>
#include <flexnet/flexnet.h>
#include <linux/udp.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<1> before_l4 SEC(".maps");
flexnet::queues<2> before_socket SEC(".maps");
u64 seen, wrong;

template <class T> static T *at(struct xdp_md *ctx) {
  auto *begin = reinterpret_cast<T *>(static_cast<unsigned long>(ctx->data));
  auto *end = reinterpret_cast<void *>(static_cast<unsigned long>(ctx->data_end));
  return static_cast<void *>(begin + 1) <= end ? begin : nullptr;
}

SEC("xdp") int ramp_xdp(struct xdp_md *ctx) {
  eth_rcv(ctx);
  ip_rcv(ctx);
  co_await queue_insert(before_l4, ctx, 0);
  auto *udp = at<udphdr>(ctx);
  u32 port = udp ? bpf_ntohs(udp->dest) : 0;
  u32 length = udp ? bpf_ntohs(udp->len) - sizeof(udphdr) : 0;
  struct with_data {
    udphdr udp;
    u32 data;
  };
  auto *whole = at<with_data>(ctx);
  u32 data = whole ? whole->data : 0;
  udp_rcv(ctx);
  co_await queue_insert(before_socket, ctx, port & 1);
  __sync_fetch_and_add(&seen, 1);
  auto *now = at<u32>(ctx);
  if (ctx->data_end - ctx->data != length || (now ? *now : 0) != data)
    __sync_fetch_and_add(&wrong, 1);
  socket_rcv(ctx);
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) {
  queue_pop_front(before_l4, 0).resume();
  queue_pop_front(before_socket, 1).resume();
}
