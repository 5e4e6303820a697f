// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/*
 * Where the send side begins: LOCAL_OUT, in front of all its hooks. A packet that this machine sends,
 * and whose route leaves by the device of a pipeline, comes to flexnet_ops.tx, in the context that
 * sends it: a system call, a timer of TCP, the softirq of an acknowledgement.
 *
 * For who sends it, it is sent. The socket stays charged for it until it is free.
 */
#include "flexnet.h"

#include <linux/netfilter.h>
#include <linux/rculist.h>
#include <linux/rtnetlink.h>
#include <linux/sched/clock.h>

static LIST_HEAD(fx_senders); /* changed under the RTNL */

static unsigned int fx_offer(struct fx_pipeline *pl, struct sk_buff *skb,
			     const struct nf_hook_state *state)
{
	struct fx_tx tx = {
		.ctx = {
			.len = skb->len,
			.mark = skb->mark,
			.protocol = (__force u16)skb->protocol,
			.priority = skb->priority,
			.hash = skb->hash,
			.ifindex = state->out->ifindex,
		},
		.pipeline = pl,
		.skb = skb,
		.state = state,
	};
	unsigned int end = NF_STOLEN;
	int verdict;

	/* A program may run layers right here. */
	local_bh_disable();
	fx_count(pl, FX_handed_over);
	fx_count(pl, FX_outgoing);
	verdict = pl->ops->tx(&tx.ctx);

	if (!tx.skb || tx.stalled) /* fx_rx_begin() */
		fx_workers_wake(pl);
	if (tx.skb && verdict == FLEXNET_TX_DROP) {
		fx_count(pl, FX_dropped);
		kfree_skb(skb);
	} else if (tx.skb) {
		fx_count(pl, tx.stalled ? FX_stalled : FX_passed);
		end = NF_ACCEPT;
	}
	local_bh_enable();
	return end;
}

unsigned int fx_local_out(void *priv, struct sk_buff *skb, const struct nf_hook_state *state)
{
	struct fx_pipeline *pl;

	list_for_each_entry_rcu(pl, &fx_senders, senders)
		if (READ_ONCE(pl->sends_by) == state->out)
			return fx_offer(pl, skb, state);
	return NF_ACCEPT;
}

/* Until synchronize_net() packets may still come to @pl. */
void fx_tx_detach(struct fx_pipeline *pl)
{
	ASSERT_RTNL();
	if (!pl->sends_by)
		return;
	list_del_rcu(&pl->senders);
	WRITE_ONCE(pl->sends_by, NULL);
}

/* From now on @pl has what leaves by its device. */
int fx_tx_attach(struct fx_pipeline *pl, bool take_over)
{
	struct fx_pipeline *other, *old = NULL;
	const struct net_device *dev;

	ASSERT_RTNL();
	if (!pl->ops->tx_device)
		return 0;
	dev = __dev_get_by_index(pl->net, pl->ops->tx_device);
	if (!dev)
		return -ENODEV;
	list_for_each_entry(other, &fx_senders, senders)
		if (other->sends_by == dev)
			old = other;
	if (old && !take_over)
		return -EBUSY;
	pl->sends_by = dev;
	/* In front of @old. */
	list_add_rcu(&pl->senders, &fx_senders);
	if (old)
		fx_tx_detach(old);
	return 0;
}

/* @dev is unregistered, or moves to where its pipeline's hooks are not. */
void fx_tx_gone(struct fx_pipeline *pl, const struct net_device *dev)
{
	if (pl->sends_by != dev)
		return;
	fx_tx_detach(pl);
	synchronize_net();
}

__bpf_kfunc_start_defs();

/* In flexnet_ops.tx: the packet is the program's, and is to wait in that queue. Null if the pipeline
 * owns as many as it may, or nobody takes from the queue. */
__bpf_kfunc struct flexnet_pkt_tx3 *flexnet_tx_take(struct flexnet_tx_ctx *ctx, u32 set, u32 queue)
{
	struct fx_tx *tx = container_of(ctx, struct fx_tx, ctx);
	u8 slot = fx_slot(set, queue);
	struct fx_packet *p;

	if (!tx->skb)
		return NULL;
	if (unlikely(test_bit(slot, tx->pipeline->stalled))) {
		tx->stalled = true;
		return NULL;
	}
	p = fx_packet_alloc(tx->pipeline, tx->skb, tx->state->out, FX_TX3, slot, local_clock());
	if (!p) {
		fx_count(tx->pipeline, FX_limit);
		return NULL;
	}
	p->hook = *tx->state;
	if (!fx_packet_hold(p, tx->skb, p->dev)) {
		fx_packet_free(p);
		if (!skb_dst(tx->skb)) { /* fx_cannot_wait() */
			fx_count(tx->pipeline, FX_dropped);
			kfree_skb(tx->skb);
			tx->skb = NULL;
		}
		return NULL;
	}
	/* A tunnel's, which nobody holds, and which hooks would look at. */
	if (tx->skb->dev != tx->state->out)
		tx->skb->dev = NULL;
	fx_count(tx->pipeline, FX_taken);
	fx_packet_give(p, tx->skb);
	tx->skb = NULL;
	return &p->tx3;
}

__bpf_kfunc_end_defs();
