/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only */
/*
 * The 5-tuple of a packet: TCP and UDP over IPv4 and IPv6. Valid C and C++: the
 * examples and their hand-written counterparts in benchmarks/ read packets alike.
 */
#ifndef EXAMPLES_FLOW_H
#define EXAMPLES_FLOW_H

#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <stdbool.h>

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

struct flow {
	__u32 addresses;   /* source and destination, folded */
	__u32 ports;	   /* as on the wire: source, then destination; 0 without ports */
	__u32 protocol;	   /* IPPROTO_* */
	__u32 destination; /* port in host order; 0 without ports */
};

/* An IPv4 packet that is not the first of its datagram has no ports. */
static inline __attribute__((always_inline)) bool ipv4__is_whole(const struct iphdr *ip)
{
	return !(ip->frag_off & bpf_htons(0x3fff));
}

static inline __attribute__((always_inline)) void flow__read_ports(struct flow *flow, void *ports,
								   void *end)
{
	if (flow->protocol != IPPROTO_TCP && flow->protocol != IPPROTO_UDP)
		return;
	if ((char *)ports + sizeof(__u32) > (char *)end)
		return;
	flow->ports = *(__u32 *)ports;
	flow->destination = bpf_ntohs(((__u16 *)ports)[1]);
}

/* False if the packet is not IP. */
static inline __attribute__((always_inline)) bool flow__read(struct flow *flow, struct xdp_md *ctx)
{
	char *data = (char *)(unsigned long)ctx->data;
	char *end = (char *)(unsigned long)ctx->data_end;
	__u16 type;

	flow->ports = 0;
	flow->destination = 0;
	data += sizeof(struct ethhdr);
	if (data + sizeof(struct iphdr) > end)
		return false;
	type = ((__u16 *)data)[-1]; /* struct ethhdr is packed: read through it, two bytes */
	if (type == bpf_htons(ETH_P_IP)) {
		struct iphdr *ip = (struct iphdr *)data;

		flow->addresses = ip->saddr ^ ip->daddr;
		flow->protocol = ip->protocol;
		if (ipv4__is_whole(ip))
			flow__read_ports(flow, data + ip->ihl * 4, end);
		return true;
	}
	if (type == bpf_htons(ETH_P_IPV6) && data + sizeof(struct ipv6hdr) <= end) {
		struct ipv6hdr *ip = (struct ipv6hdr *)data;
		__u32 *s = ip->saddr.in6_u.u6_addr32, *d = ip->daddr.in6_u.u6_addr32;

		flow->addresses = s[0] ^ s[1] ^ s[2] ^ s[3] ^ d[0] ^ d[1] ^ d[2] ^ d[3];
		flow->protocol = ip->nexthdr;
		flow__read_ports(flow, data + sizeof(*ip), end);
		return true;
	}
	return false;
}

/* Every bit of the flow reaches every bit of the hash (the finalizer of MurmurHash3). */
static inline __attribute__((always_inline)) __u32 flow__hash(const struct flow *flow)
{
	__u32 hash = flow->addresses ^ flow->ports ^ (flow->protocol << 16);

	hash ^= hash >> 16;
	hash *= 0x85ebca6b;
	hash ^= hash >> 13;
	hash *= 0xc2b2ae35;
	return hash ^ hash >> 16;
}

/* Scales a hash to 0 .. count - 1 without a division. */
static inline __attribute__((always_inline)) __u32 hash__scale(__u32 hash, __u32 count)
{
	return ((__u64)hash * count) >> 32;
}

#endif
