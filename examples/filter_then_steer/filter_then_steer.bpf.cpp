// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only
/// TCP segments whose flags no honest sender sets are dropped where they arrive;
/// only the rest pays for a move to another CPU.
#include <flexnet/flexnet.h>

#include <linux/tcp.h>

#include "../flow.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/// Segments refused, for user space to read.
u64 refused;

/// True for an IPv4 TCP segment with SYN and FIN, SYN and RST, or no flag at all.
static bool is_malformed(struct xdp_md *ctx) {
  auto *data = reinterpret_cast<char *>(static_cast<unsigned long>(ctx->data));
  auto *end = reinterpret_cast<char *>(static_cast<unsigned long>(ctx->data_end));
  auto *eth = reinterpret_cast<ethhdr *>(data);
  auto *ip = reinterpret_cast<iphdr *>(eth + 1);
  if (reinterpret_cast<char *>(ip + 1) > end || eth->h_proto != bpf_htons(ETH_P_IP) ||
      ip->protocol != IPPROTO_TCP || !ipv4__is_whole(ip))
    return false;
  auto *tcp = reinterpret_cast<tcphdr *>(reinterpret_cast<char *>(ip) + ip->ihl * 4);
  if (reinterpret_cast<char *>(tcp + 1) > end)
    return true; // not even a whole header
  return (tcp->syn && (tcp->fin || tcp->rst)) ||
         !(tcp->syn || tcp->fin || tcp->rst || tcp->ack || tcp->psh || tcp->urg);
}

SEC("xdp") int filter_then_steer(struct xdp_md *ctx) {
  if (is_malformed(ctx)) {
    __atomic_fetch_add(&refused, 1, __ATOMIC_RELAXED);
    return XDP_DROP;
  }
  struct flow flow;
  u32 idx = flow__read(&flow, ctx) ? hash__scale(flow__hash(&flow), queue_count()) : 0;
  co_await queue_insert(ctx, idx);
  return XDP_PASS;
}
