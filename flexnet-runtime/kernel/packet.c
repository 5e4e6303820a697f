// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/*
 * Packets that programs own, and what must be held while they wait.
 *
 * A descriptor is a program's, perhaps in a map, which cannot be asked to give it up. So the socket
 * buffer in it can be swept: fx_packet.skb is then
 *
 *	the buffer	the program's
 *	FX_SWEPT	fx_sweep() has the buffer, and needs the descriptor
 *	null		that is over; the descriptor is the program's, to be freed
 *	FX_GONE		the program has the buffer; or, after FX_SWEPT, gave up the descriptor
 */
#include "flexnet.h"

#include <linux/netfilter_bridge.h>
#include <linux/slab.h>
#include <net/dst.h>
#include <net/inet_hashtables.h>
#include <linux/sched/clock.h>
#include <net/sock.h>

int fx_packets_init(struct fx_pipeline *pl, u32 nr)
{
	int err;

	pl->packets = kvcalloc(nr, sizeof(*pl->packets), GFP_KERNEL_ACCOUNT);
	if (!pl->packets)
		return -ENOMEM;
	err = sbitmap_init_node(&pl->used, nr, -1, GFP_KERNEL_ACCOUNT, NUMA_NO_NODE, false, true);
	if (err)
		kvfree(pl->packets);
	return err;
}

void fx_packets_destroy(struct fx_pipeline *pl)
{
	sbitmap_free(&pl->used);
	kvfree(pl->packets);
}

static void fx_packet_describe(struct fx_packet *p, struct sk_buff *skb)
{
	int offset = fx_layer_offset(p, skb);

	p->pkt.length = skb->len - offset;
	p->pkt.ifindex = p->dev->ifindex;
	p->pkt.mark = skb->mark;
	p->pkt.protocol = skb->protocol;
	/* For slices. No memory: they are null. What is sent has its headers in one piece, and what is
	 * behind them is TCP's, too. */
	if (p->layer < FX_TX3 && unlikely(skb_headlen(skb) < offset + FLEXNET_SLICE_BYTES &&
					  skb_is_nonlinear(skb)))
		pskb_may_pull(skb, min_t(int, skb->len, offset + FLEXNET_SLICE_BYTES));
}

/* Null if the pipeline owns as much as it may. @skb stays the caller's. */
struct fx_packet *fx_packet_alloc(struct fx_pipeline *pl, struct sk_buff *skb,
				  struct net_device *dev, u8 layer, u8 slot)
{
	struct fx_packet *p;
	int nr;

	if (pl->memory_limit && atomic64_read(&pl->memory) + skb->truesize > pl->memory_limit)
		return NULL;
	nr = sbitmap_get(&pl->used);
	if (nr < 0)
		return NULL;
	p = &pl->packets[nr];
	p->pipeline = pl;
	p->truesize = skb->truesize;
	p->layer = layer;
	p->slot = slot;
	p->skb = FX_GONE;
	p->since = local_clock();
	p->hook.sk = NULL;
	p->dev = dev;
	netdev_hold(p->dev, &p->dev_tracker, GFP_ATOMIC);
	fx_packet_describe(p, skb);
	atomic64_add(skb->truesize, &pl->memory);
	percpu_ref_get(&pl->users);
	return p;
}

/* The socket that sends it: the layers that are left are given it again. */
static bool fx_packet_hold_sender(struct fx_packet *p)
{
	struct sock *sk = p->hook.sk;

	if (sk == p->sk)
		return true;
	if (sk && !refcount_inc_not_zero(&sk->sk_refcnt))
		return false;
	if (p->sk)
		sock_gen_put(p->sk);
	p->sk = sk;
	return true;
}

/*
 * Before @skb, at a boundary of @dev, waits outside of the RCU section that it came by. What the
 * stack had no reference to gets one. False: it cannot wait.
 */
bool fx_packet_hold(struct fx_packet *p, struct sk_buff *skb, struct net_device *dev)
{
	if (unlikely(skb_pfmemalloc(skb) || nf_bridge_info_exists(skb) ||
		     dev->reg_state != NETREG_REGISTERED))
		return false;
	if (!fx_packet_hold_sender(p))
		return false;
	if (skb_dst(skb) && !skb_dst_force(skb))
		return false;
	/* Early demultiplexing finds UDP sockets without a reference to them. */
	if (skb_sk_is_prefetched(skb) && !sk_is_refcounted(skb->sk)) {
		if (refcount_inc_not_zero(&skb->sk->sk_refcnt)) {
			skb->destructor = sock_edemux;
		} else {
			skb->destructor = NULL;
			skb->sk = NULL;
		}
	}
	if (dev != p->dev) { /* VLAN, bond, another route ... */
		netdev_put(p->dev, &p->dev_tracker);
		p->dev = dev;
		netdev_hold(p->dev, &p->dev_tracker, GFP_ATOMIC);
	}
	fx_packet_describe(p, skb);
	return true;
}

/* The buffer, for the program that owns @p. Null if it was swept: then @p is gone, too. */
struct sk_buff *fx_packet_take(struct fx_packet *p)
{
	struct sk_buff *skb = xchg(&p->skb, FX_GONE);

	/* Somebody works for this queue. */
	if (unlikely(test_bit(p->slot, p->pipeline->stalled)))
		clear_bit(p->slot, p->pipeline->stalled);
	if (likely(fx_is_buffer(skb)))
		return skb;
	if (!skb)
		fx_packet_free(p);
	return NULL;
}

/* The buffer, which stays @p's: until the RCU section ends. */
struct sk_buff *fx_packet_look(const struct fx_packet *p)
{
	struct sk_buff *skb = READ_ONCE(p->skb);

	return fx_is_buffer(skb) ? skb : NULL;
}

/* @p, to which a program gets the reference, has @skb from now on. */
void fx_packet_give(struct fx_packet *p, struct sk_buff *skb)
{
	smp_store_release(&p->skb, skb);
}

/* Its buffer is gone; whoever owns the descriptor may keep it for long. */
void fx_packet_let_go(struct fx_packet *p)
{
	netdev_put(p->dev, &p->dev_tracker);
	p->dev = NULL;
	if (p->sk)
		sock_gen_put(p->sk);
	p->sk = NULL;
	atomic64_sub(p->truesize, &p->pipeline->memory);
}

void fx_packet_free(struct fx_packet *p)
{
	struct fx_pipeline *pl = p->pipeline;

	if (p->dev)
		fx_packet_let_go(p);
	sbitmap_put(&pl->used, p - pl->packets);
	percpu_ref_put(&pl->users);
}

/* From any context: a map that held it may be changed by any program. */
void fx_packet_release(struct fx_packet *p)
{
	struct sk_buff *skb = fx_packet_take(p);

	if (!skb)
		return;
	fx_count(p->pipeline, FX_released);
	dev_kfree_skb_any(skb);
	fx_packet_free(p);
}
