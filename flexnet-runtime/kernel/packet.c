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
#include <net/sock.h>

int fx_packets_init(struct fx_pipeline *pl, u32 nr)
{
	pl->packets = kvcalloc(nr, sizeof(*pl->packets), GFP_KERNEL_ACCOUNT);
	if (!pl->packets)
		return -ENOMEM;
	pl->nr_packets = nr;
	spin_lock_init(&pl->unused_lock);
	init_llist_head(&pl->freed);
	while (nr--) {
		pl->packets[nr].free.next = pl->unused;
		pl->unused = &pl->packets[nr].free;
	}
	/* Of the registration. */
	atomic64_set(&pl->held, 1);
	return 0;
}

void fx_packets_destroy(struct fx_pipeline *pl)
{
	kvfree(pl->packets);
}

/* With softirqs off. Freed ones come in any context, and so by a list of their own. */
static struct fx_packet *fx_packet_unused(struct fx_pipeline *pl)
{
	struct llist_node *node;

	spin_lock(&pl->unused_lock);
	node = pl->unused ?: llist_del_all(&pl->freed);
	if (node)
		pl->unused = node->next;
	spin_unlock(&pl->unused_lock);
	return node ? container_of(node, struct fx_packet, free) : NULL;
}

void fx_pipeline_put(struct fx_pipeline *pl, u64 held)
{
	if (atomic64_sub_and_test(held, &pl->held))
		fx_pipeline_unused(pl);
}

/* For who looks at its bytes. No memory: null. What is sent has its headers in one piece, and what is
 * behind them is TCP's, too. */
static noinline void fx_packet_make_readable(struct sk_buff *skb, int size)
{
	if (skb_headlen(skb) < size && skb_is_nonlinear(skb))
		pskb_may_pull(skb, min_t(int, skb->len, size));
	if (skb_end_pointer(skb) - skb->data < size)
		pskb_expand_head(skb, 0, FLEXNET_SLICE_BYTES, GFP_ATOMIC);
}

static __always_inline void fx_packet_describe(struct fx_packet *p, struct sk_buff *skb)
{
	int offset = fx_layer_offset(p, skb), size = offset + FLEXNET_SLICE_BYTES;

	p->pkt.length = skb->len - offset;
	p->pkt.ifindex = p->dev->ifindex;
	p->pkt.mark = skb->mark;
	p->pkt.protocol = skb->protocol;
	if (p->layer < FX_TX3 && unlikely((skb_headlen(skb) < size && skb_is_nonlinear(skb)) ||
					  skb_end_pointer(skb) - skb->data < size))
		fx_packet_make_readable(skb, size);
}

/* Null if the pipeline owns as much as it may. @skb stays the caller's. */
struct fx_packet *fx_packet_alloc(struct fx_pipeline *pl, struct sk_buff *skb,
				  struct net_device *dev, u8 layer, u8 slot, u64 now)
{
	struct fx_packet *p;

	if (pl->memory_limit && atomic64_read(&pl->held) + skb->truesize > pl->memory_limit)
		return NULL;
	p = fx_packet_unused(pl);
	if (!p)
		return NULL;
	p->pipeline = pl;
	p->layer = layer;
	p->writable = false;
	p->slot = slot;
	p->skb = FX_GONE;
	p->since = now;
	p->hook.sk = NULL;
	p->dev = dev;
	netdev_hold(p->dev, &p->dev_tracker, GFP_ATOMIC);
	fx_packet_describe(p, skb);
	p->truesize = skb->truesize; /* may be more now */
	atomic64_add(p->truesize + 1, &pl->held);
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
 * stack had no reference to gets one. False: it cannot wait, and may have lost its route by that.
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

/* What its buffer was charged with. */
static u64 fx_packet_unhold(struct fx_packet *p)
{
	netdev_put(p->dev, &p->dev_tracker);
	p->dev = NULL;
	if (p->sk)
		sock_gen_put(p->sk);
	p->sk = NULL;
	return p->truesize;
}

/* Its buffer is gone; whoever owns the descriptor may keep it for long. */
void fx_packet_let_go(struct fx_packet *p)
{
	fx_pipeline_put(p->pipeline, fx_packet_unhold(p));
}

void fx_packet_free(struct fx_packet *p)
{
	struct fx_pipeline *pl = p->pipeline;
	u64 held = 1 + (p->dev ? fx_packet_unhold(p) : 0);

	llist_add(&p->free, &pl->freed);
	fx_pipeline_put(pl, held);
}

/* From any context: a map that held it may be changed by any program, or be freed. */
void fx_packet_release(struct fx_packet *p)
{
	struct sk_buff *skb;

	/* Who swept it may free the last of the pipeline's meanwhile. Programs are in an RCU section. */
	rcu_read_lock();
	skb = fx_packet_take(p);
	if (skb) {
		fx_count(p->pipeline, FX_released);
		dev_kfree_skb_any(skb);
		fx_packet_free(p);
	}
	rcu_read_unlock();
}
