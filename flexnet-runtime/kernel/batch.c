// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/*
 * Packets that went through a coroutine's last suspension in front of L2, together into the stack:
 * those of one round of a worker, as those of one poll of a driver.
 *
 * GRO is a NAPI's, so each worker has one, of a device that nobody sees. It is never polled. UDP is
 * left out: merging it is for sockets that ask for it, and a module cannot see whether there are any.
 */
#include "flexnet.h"

#include <linux/ip.h>
#include <linux/ipv6.h>

/* Of the worker that has its round on this CPU, with softirqs off. */
static DEFINE_PER_CPU(struct fx_batch *, fx_batch);

static int fx_batch_poll(struct napi_struct *napi, int budget)
{
	napi_complete_done(napi, 0);
	return 0;
}

int fx_batch_init(struct fx_batch *b)
{
	b->dev = alloc_netdev_dummy(0);
	if (!b->dev)
		return -ENOMEM;
	INIT_LIST_HEAD(&b->list);
	/* Sockets would poll it otherwise; before it is added. */
	set_bit(NAPI_STATE_NO_BUSY_POLL, &b->napi.state);
	netif_napi_add(b->dev, &b->napi, fx_batch_poll);
	napi_enable(&b->napi);
	return 0;
}

void fx_batch_destroy(struct fx_batch *b)
{
	napi_disable(&b->napi);
	netif_napi_del(&b->napi);
	free_netdev(b->dev);
}

void fx_batch_begin(struct fx_batch *b)
{
	this_cpu_write(fx_batch, b);
}

void fx_batch_end(struct fx_batch *b)
{
	/* Whatever the stack calls us for from here on is none of this round. */
	this_cpu_write(fx_batch, NULL);
	if (!list_empty(&b->list)) {
		netif_receive_skb_list(&b->list);
		INIT_LIST_HEAD(&b->list);
	}
	if (b->merges) {
		b->merges = false;
		napi_complete_done(&b->napi, 1);
	}
	b->packets = 0;
}

/* Something else goes up now, and not ahead of what it has. */
void fx_batch_flush(void)
{
	struct fx_batch *b = this_cpu_read(fx_batch);

	if (b && b->packets) {
		fx_batch_end(b);
		fx_batch_begin(b);
	}
}

bool fx_batch_is_full(const struct fx_batch *b)
{
	return b->packets >= NAPI_POLL_WEIGHT;
}

static bool fx_is_udp(const struct sk_buff *skb)
{
	if (skb->protocol == htons(ETH_P_IP))
		return skb_headlen(skb) >= sizeof(struct iphdr) &&
		       ((const struct iphdr *)skb->data)->protocol == IPPROTO_UDP;
	return skb->protocol == htons(ETH_P_IPV6) && skb_headlen(skb) >= sizeof(struct ipv6hdr) &&
	       ((const struct ipv6hdr *)skb->data)->nexthdr == IPPROTO_UDP;
}

/* @skb, before L2, goes up with others. False: there are none, or it may not. */
bool fx_batch_receive(struct sk_buff *skb)
{
	struct fx_batch *b = this_cpu_read(fx_batch);

	/* The stack's own way for what TC has had leaves out nftables' ingress hook: fx_receive_l2(). GRO
	 * changes what it merges. */
	if (!b || skb->tc_skip_classify || skb_cloned(skb))
		return false;
	b->packets++;
	if (fx_is_udp(skb)) {
		list_add_tail(&skb->list, &b->list);
		return true;
	}
	if (!b->merges)
		b->merges = napi_schedule_prep(&b->napi);
	/* It may deliver what it has. What comes back to us of that, by a ramp on a VLAN's device, goes alone. */
	this_cpu_write(fx_batch, NULL);
	napi_gro_receive(&b->napi, skb);
	this_cpu_write(fx_batch, b);
	return true;
}
