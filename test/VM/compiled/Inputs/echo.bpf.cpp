// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Answers pings after a suspension: the packet is changed and sent back, or out of another device.
#include <bpf/bpf_endian.h>
#include <flexnet/flexnet.h>
#include <linux/icmp.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<1> work SEC(".maps");
const volatile u32 to = 0;

template <class T> static void exchange(T &a, T &b) {
  T was = a;
  a = b;
  b = was;
}

SEC("xdp") int ramp_xdp(struct xdp_md *ctx) {
  co_await queue_insert(work, ctx, 0);
  struct headers {
    u8 destination[ETH_ALEN], source[ETH_ALEN];
    u16 protocol;
    iphdr ip;
    icmphdr icmp;
  } __attribute__((packed));
  auto *at = reinterpret_cast<headers *>(static_cast<unsigned long>(ctx->data));
  auto *end = reinterpret_cast<headers *>(static_cast<unsigned long>(ctx->data_end));
  if (at + 1 > end || at->protocol != bpf_htons(ETH_P_IP) || at->ip.protocol != IPPROTO_ICMP)
    return XDP_PASS;
  if (to)
    return bpf_redirect(to, 0);
  for (u32 i = 0; i < ETH_ALEN; i++)
    exchange(at->destination[i], at->source[i]);
  u32 source = at->ip.saddr;
  at->ip.saddr = at->ip.daddr;
  at->ip.daddr = source;
  at->icmp.type = ICMP_ECHOREPLY;
  u32 sum = at->icmp.checksum + bpf_htons(ICMP_ECHO << 8);
  at->icmp.checksum = sum + (sum >> 16);
  return XDP_TX;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
