// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/*
 * Up to the boundary between UDP and the socket.
 *
 * In front of a socket's filter and queue UDP checks a datagram and finds its socket. The kernel has no
 * hook behind that, but exports what does it. So it is done here, and is not done again when the packet
 * goes on: the buffer knows its checksum, and its socket, as by early demultiplexing.
 *
 * TCP has no such boundary: it takes segments apart into the socket's queue, under the socket's lock.
 */
#include "flexnet.h"

#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/udp.h>
#include <net/ip.h>
#include <net/ip6_checksum.h>
#include <net/route.h>
#include <net/udp.h>

/* Later kernels have one table, and are not told which. */
#define FX_LOOKUP(address, ...)                                                                    \
	struct sock *(*)(const struct net *, address, __be16, address, __be16, int, int,           \
			 ##__VA_ARGS__, struct sk_buff *)
typedef typeof(FX_LOOKUP(__be32)) fx_lookup4;
typedef typeof(FX_LOOKUP(__be32, struct udp_table *)) fx_lookup4_in;
typedef typeof(FX_LOOKUP(const struct in6_addr *)) fx_lookup6;
typedef typeof(FX_LOOKUP(const struct in6_addr *, struct udp_table *)) fx_lookup6_in;
#define FX_IF(type, function) _Generic(&function, type: &function, default: (type)NULL)

/* Valid in this RCU section. */
static struct sock *fx_find4(struct sk_buff *skb, const struct udphdr *uh)
{
	const fx_lookup4_in find_in = FX_IF(fx_lookup4_in, __udp4_lib_lookup);
	const fx_lookup4 find = FX_IF(fx_lookup4, __udp4_lib_lookup);
	const struct iphdr *ip = ip_hdr(skb);
	struct net *net = dev_net(skb->dev);

	if (find_in)
		return find_in(net, ip->saddr, uh->source, ip->daddr, uh->dest, inet_iif(skb),
			       inet_sdif(skb), net->ipv4.udp_table, skb);
	return find(net, ip->saddr, uh->source, ip->daddr, uh->dest, inet_iif(skb), inet_sdif(skb),
		    skb);
}

static struct sock *fx_find6(struct sk_buff *skb, const struct udphdr *uh)
{
	const fx_lookup6_in find_in = FX_IF(fx_lookup6_in, __udp6_lib_lookup);
	const fx_lookup6 find = FX_IF(fx_lookup6, __udp6_lib_lookup);
	const struct ipv6hdr *ip = ipv6_hdr(skb);
	struct net *net = dev_net(skb->dev);

	if (find_in)
		return find_in(net, &ip->saddr, uh->source, &ip->daddr, uh->dest, inet6_iif(skb),
			       inet6_sdif(skb), net->ipv4.udp_table, skb);
	return find(net, &ip->saddr, uh->source, &ip->daddr, uh->dest, inet6_iif(skb),
		    inet6_sdif(skb), skb);
}

/* A datagram for one host; of version 6 with nothing between the headers. */
static bool fx_is_datagram(const struct sk_buff *skb)
{
	if (skb->protocol == htons(ETH_P_IP))
		return ip_hdr(skb)->protocol == IPPROTO_UDP &&
		       !(skb_rtable(skb)->rt_flags & (RTCF_BROADCAST | RTCF_MULTICAST));
	return ipv6_hdr(skb)->nexthdr == IPPROTO_UDP && !ipv6_addr_is_multicast(&ipv6_hdr(skb)->daddr);
}

static bool fx_checksum_is_right(struct sk_buff *skb, const struct udphdr *uh)
{
	int wrong;

	if (skb->protocol == htons(ETH_P_IP))
		wrong = skb_checksum_init_zero_check(skb, IPPROTO_UDP, uh->check, inet_compute_pseudo);
	else /* without one it depends on the socket */
		wrong = !uh->check || skb_checksum_init(skb, IPPROTO_UDP, ip6_compute_pseudo);
	return !wrong && !skb_checksum_complete(skb);
}

/* @skb at UDP's header. */
static bool fx_find_socket(struct sk_buff *skb)
{
	const struct udphdr *uh = udp_hdr(skb);
	struct sock *sk;

	/* What is padded behind its end is still to be cut. */
	if (ntohs(uh->len) != skb->len || !fx_checksum_is_right(skb, uh))
		return false;
	/* An encapsulation's, whose module waits for datagrams only as long as RCU does. */
	if (skb->sk)
		return sk_fullsock(skb->sk) && !READ_ONCE(udp_sk(skb->sk)->encap_type);
	sk = skb->protocol == htons(ETH_P_IP) ? fx_find4(skb, uh) : fx_find6(skb, uh);
	if (!sk || sk_is_refcounted(sk) || READ_ONCE(udp_sk(sk)->encap_type))
		return false;
	skb->sk = sk;
	skb->destructor = sock_pfree;
	return true;
}

/*
 * @skb, at the boundary between L3 and L4, has been through UDP but for the socket. False: it is no
 * datagram for one socket, or UDP has something to say of it.
 */
bool fx_udp_receive(struct sk_buff *skb)
{
	int offset = skb_transport_offset(skb);
	bool found;

	if (!fx_is_datagram(skb) || !pskb_may_pull(skb, offset + sizeof(struct udphdr)))
		return false;
	skb_pull_rcsum(skb, offset);
	found = fx_find_socket(skb);
	skb_push_rcsum(skb, offset);
	return found;
}
