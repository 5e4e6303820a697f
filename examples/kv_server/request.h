/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only */
/* Which packets are requests to the key-value server. */
#ifndef KV_REQUEST_H
#define KV_REQUEST_H

#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/udp.h>
#include <stdbool.h>

#include <bpf/bpf_endian.h>

#define KV_PORT 11311

/* UDP to KV_PORT, whole, over IPv4 or IPv6 without options. */
static inline __attribute__((always_inline)) bool is_request(struct xdp_md *ctx)
{
	char *data = (char *)(long)ctx->data, *end = (char *)(long)ctx->data_end;
	struct ethhdr *ethernet = (struct ethhdr *)data;
	struct udphdr *udp;

	if (data + sizeof(*ethernet) + sizeof(struct iphdr) > end)
		return false;
	if (ethernet->h_proto == bpf_htons(ETH_P_IP)) {
		struct iphdr *ip = (struct iphdr *)(data + sizeof(*ethernet));

		if (ip->ihl != 5 || ip->protocol != IPPROTO_UDP ||
		    (ip->frag_off & bpf_htons(0x3fff)))
			return false;
		udp = (struct udphdr *)(ip + 1);
	} else if (ethernet->h_proto == bpf_htons(ETH_P_IPV6)) {
		struct ipv6hdr *ip = (struct ipv6hdr *)(data + sizeof(*ethernet));

		if ((char *)(ip + 1) > end || ip->nexthdr != IPPROTO_UDP)
			return false;
		udp = (struct udphdr *)(ip + 1);
	} else {
		return false;
	}
	return (char *)(udp + 1) <= end && udp->dest == bpf_htons(KV_PORT);
}

#endif
