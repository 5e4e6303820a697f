// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// A socket is looked up, asked, released.
#include <flexnet/ref.hpp>

SEC("tc") int listening(__sk_buff *skb) {
  bpf_sock_tuple tuple = {};
  tuple.ipv4.saddr = skb->ifindex;
  tuple.ipv4.daddr = skb->mark;
  tuple.ipv4.dport = 80;
  if (auto sk = flexnet::skc_lookup_tcp(skb, tuple, sizeof tuple.ipv4))
    return sk->state == BPF_TCP_LISTEN;
  return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
