/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* A socket is looked up, asked, released. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

SEC("tc")
int listening(struct __sk_buff *skb)
{
	struct bpf_sock_tuple tuple = {};
	struct bpf_sock *sk;
	int result = 0;

	tuple.ipv4.saddr = skb->ifindex;
	tuple.ipv4.daddr = skb->mark;
	tuple.ipv4.dport = 80;
	sk = bpf_skc_lookup_tcp(skb, &tuple, sizeof(tuple.ipv4), BPF_F_CURRENT_NETNS, 0);
	if (sk) {
		result = sk->state == BPF_TCP_LISTEN;
		bpf_sk_release(sk);
	}
	return result;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
