// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// What a coroutine reads of its packet and its context, at each boundary. After the first wrong byte
// everything is dropped.
#include <bpf/bpf_endian.h>
#include <flexnet/flexnet.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/udp.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<1> before_l2 SEC(".maps");
flexnet::queues<1> before_l3 SEC(".maps");
flexnet::queues<1> before_l4 SEC(".maps");
u64 wrong;

/// The header that the packet begins with, or null.
template <class Header> static Header *header(struct xdp_md *ctx) {
  auto *at = reinterpret_cast<Header *>(static_cast<unsigned long>(ctx->data));
  auto *end = reinterpret_cast<void *>(static_cast<unsigned long>(ctx->data_end));
  return static_cast<void *>(at + 1) <= end ? at : nullptr;
}

SEC("xdp") int ramp_xdp(struct xdp_md *ctx) {
  if (wrong)
    return XDP_DROP;
  u32 length = ctx->data_end - ctx->data, ifindex = ctx->ingress_ifindex;
  co_await queue_insert(before_l2, ctx, 0);
  wrong += ctx->data_end - ctx->data != length || ctx->ingress_ifindex != ifindex ||
           ctx->rx_queue_index != 0;
  auto *eth = header<ethhdr>(ctx);
  if (!eth)
    return XDP_DROP;
  bool is_ip = eth->h_proto == bpf_htons(ETH_P_IP);
  eth_rcv(ctx);
  co_await queue_insert(before_l3, ctx, 0);
  u32 rest = ctx->data_end - ctx->data;
  u8 protocol = 0;
  if (is_ip) {
    auto *ip = header<iphdr>(ctx);
    wrong += !ip || ip->version != 4 || rest > length - sizeof(ethhdr) ||
             bpf_ntohs(ip->tot_len) != rest;
    protocol = ip ? ip->protocol : 0;
  }
  ip_rcv(ctx);
  co_await queue_insert(before_l4, ctx, 0);
  if (protocol == IPPROTO_UDP) {
    auto *udp = header<udphdr>(ctx);
    wrong += !udp || bpf_ntohs(udp->len) != ctx->data_end - ctx->data;
  }
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) {
  queue_pop_front(before_l2, 0).resume();
  queue_pop_front(before_l3, 0).resume();
  queue_pop_front(before_l4, 0).resume();
}
