// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/*
 * The hand-off device, `ip link add type flexnet`: where programs redirect packets to, with the
 * coroutine's frame in front.
 */
#include "flexnet.h"

#include <linux/etherdevice.h>
#include <linux/if_vlan.h>
#include <linux/rtnetlink.h>
#include <net/rtnetlink.h>
#include <net/xdp.h>

struct fx_handoff {
	struct fx_pipeline __rcu *pipeline;
	struct fx_stats *stats;
};

/* The header in front of the @length bytes at @data; null if it is none. */
const struct flexnet_handoff *fx_header(const void *data, unsigned int length)
{
	const struct flexnet_handoff *h = data;

	if (length < sizeof(*h) || h->magic != FLEXNET_HANDOFF_MAGIC ||
	    h->frame_size > FLEXNET_MAX_HANDOFF_FRAME ||
	    length < sizeof(*h) + h->frame_size + ETH_HLEN)
		return NULL;
	return h;
}

struct net_device *fx_up(struct net *net, u32 ifindex)
{
	struct net_device *dev = dev_get_by_index_rcu(net, ifindex);

	return likely(dev && (dev->flags & IFF_UP)) ? dev : NULL;
}

/* From native XDP. */
static int fx_xdp_xmit(struct net_device *dev, int n, struct xdp_frame **frames, u32 flags)
{
	struct fx_handoff *handoff = netdev_priv(dev);
	struct fx_pipeline *pl;
	struct fx_rx rx;
	int i;

	rcu_read_lock();
	pl = rcu_dereference(handoff->pipeline);
	if (unlikely(!pl)) {
		rcu_read_unlock();
		return -ENETDOWN;
	}
	this_cpu_add(pl->stats->counters->count[FX_handed_over], n);
	fx_rx_init(&rx, pl);
	for (i = 0; i < n; i += FX_FRAMES)
		fx_rx_frames(&rx, dev_net(dev), frames + i,
			     min_t(unsigned int, n - i, FX_FRAMES));
	if (rx.wakes)
		fx_workers_wake(pl);
	rcu_read_unlock();
	return n;
}

/* The header, with the frame and the link layer behind it in one piece; null if it is none. */
static const struct flexnet_handoff *fx_pull_header(struct sk_buff *skb)
{
	const struct flexnet_handoff *h;

	if (!pskb_may_pull(skb, sizeof(*h)))
		return NULL;
	h = fx_header(skb->data, skb->len);
	if (!h || !pskb_may_pull(skb, sizeof(*h) + h->frame_size + ETH_HLEN))
		return NULL;
	return fx_header(skb->data, skb->len);
}

/* From generic XDP and TC: their header is in front of the link layer's. */
static netdev_tx_t fx_start_xmit(struct sk_buff *skb, struct net_device *dev)
{
	struct fx_handoff *handoff = netdev_priv(dev);
	bool is_from_tc = skb->redirected; /* generic XDP leaves it */
	const struct flexnet_handoff *h;
	struct net_device *in;
	struct fx_pipeline *pl;
	struct fx_rx rx;

	rcu_read_lock();
	pl = rcu_dereference(handoff->pipeline);
	if (unlikely(!pl))
		goto drop;
	fx_count(pl, FX_handed_over);
	h = fx_pull_header(skb);
	if (unlikely(!h)) {
		fx_count(pl, FX_bad_frame);
		goto drop;
	}
	in = fx_up(dev_net(dev), h->ifindex);
	if (unlikely(!in)) {
		fx_count(pl, FX_no_device);
		goto drop;
	}
	/* Headroom from here on, but still there for fx_rx(). */
	__skb_pull(skb, sizeof(*h) + h->frame_size);
	skb_orphan(skb);
	skb_reset_mac_header(skb);
	skb->pkt_type = PACKET_HOST;
	skb->protocol = eth_type_trans(skb, in);
	skb_reset_network_header(skb);
	skb_reset_mac_len(skb);
	/* Generic XDP and TC of the device have had it; fx_receive_l2(). */
	skb_reset_redirect(skb);
	if (!is_from_tc || rcu_access_pointer(in->xdp_prog))
		skb_set_redirected_noclear(skb, false);
	skb->tc_skip_classify = is_from_tc;
	fx_rx_init(&rx, pl);
	if (fx_rx_begin(&rx, h, skb))
		fx_rx_end(&rx, pl->ops->rx(&rx.ctx));
	if (rx.wakes)
		fx_workers_wake(pl);
	rcu_read_unlock();
	return NETDEV_TX_OK;
drop:
	rcu_read_unlock();
	dev_kfree_skb(skb);
	return NETDEV_TX_OK;
}

static const struct net_device_ops fx_handoff_ops;

static void fx_handoff_let_go(struct fx_pipeline *pl)
{
	ASSERT_RTNL();
	netdev_put(pl->handoff, &pl->handoff_tracker);
	pl->handoff = NULL;
}

int fx_handoff_attach(struct fx_pipeline *pl, u32 ifindex, bool take_over)
{
	struct fx_pipeline *old;
	struct fx_handoff *handoff;
	struct net_device *dev;
	int err;

	ASSERT_RTNL();
	dev = __dev_get_by_index(pl->net, ifindex);
	if (!dev || dev->netdev_ops != &fx_handoff_ops)
		return -ENODEV;
	handoff = netdev_priv(dev);
	old = rtnl_dereference(handoff->pipeline);
	if (old && !take_over)
		return -EBUSY;
	pl->stats = handoff->stats;
	err = fx_tx_attach(pl, take_over);
	if (err) {
		pl->stats = NULL;
		return err;
	}
	refcount_inc(&pl->stats->users);
	/* What @old has is resumed by its own workers, until its link is closed. */
	if (old) {
		fx_tx_detach(old);
		fx_handoff_let_go(old);
	}
	pl->handoff = dev;
	netdev_hold(dev, &pl->handoff_tracker, GFP_KERNEL);
	rcu_assign_pointer(handoff->pipeline, pl);
	return 0;
}

/* No packet comes to @pl any more. */
static void fx_handoff_detach(struct fx_pipeline *pl)
{
	fx_tx_detach(pl);
	if (pl->handoff) {
		struct fx_handoff *handoff = netdev_priv(pl->handoff);

		RCU_INIT_POINTER(handoff->pipeline, NULL);
		fx_handoff_let_go(pl);
	}
	synchronize_net();
}

/* @pl ends, and its device with it if it was made for it. */
void fx_handoff_end(struct fx_pipeline *pl)
{
	struct net_device *dev = pl->handoff;

	/* What a ramp that is detached by now has redirected still comes: nobody waits for its end. */
	synchronize_net();
	fx_handoff_detach(pl);
	if (dev && pl->ops->flags & FLEXNET_OWNS_HANDOFF)
		unregister_netdevice(dev);
}

/* @dev, of any kind, is unregistered, or moves to where its pipeline's hooks are not. */
void fx_handoff_gone(struct net_device *dev)
{
	struct fx_handoff *handoff = netdev_priv(dev);
	struct fx_pipeline *pl;

	if (dev->netdev_ops != &fx_handoff_ops)
		return;
	pl = rtnl_dereference(handoff->pipeline);
	if (pl)
		fx_handoff_detach(pl);
}

static int fx_handoff_dev_init(struct net_device *dev)
{
	struct fx_handoff *handoff = netdev_priv(dev);

	handoff->stats = fx_stats_alloc();
	return handoff->stats ? 0 : -ENOMEM;
}

static void fx_handoff_dev_free(struct net_device *dev)
{
	struct fx_handoff *handoff = netdev_priv(dev);

	fx_stats_put(handoff->stats);
}

struct fx_stats *fx_stats_of(const struct net_device *dev)
{
	const struct fx_handoff *handoff = netdev_priv(dev);

	return handoff->stats;
}

static const struct net_device_ops fx_handoff_ops = {
	.ndo_init = fx_handoff_dev_init,
	.ndo_start_xmit = fx_start_xmit,
	.ndo_xdp_xmit = fx_xdp_xmit,
};

static void fx_handoff_setup(struct net_device *dev)
{
	ether_setup(dev);
	dev->netdev_ops = &fx_handoff_ops;
	dev->needs_free_netdev = true;
	dev->priv_destructor = fx_handoff_dev_free;
	dev->flags |= IFF_NOARP;
	dev->flags &= ~(IFF_MULTICAST | IFF_BROADCAST);
	dev->priv_flags |= IFF_NO_QUEUE | IFF_NO_ADDRCONF;
	/* Nothing may be done to a packet on its way, and none is too long with its frame. */
	dev->features = dev->hw_features = NETIF_F_SG | NETIF_F_FRAGLIST | NETIF_F_HW_CSUM |
					   NETIF_F_GSO_SOFTWARE | NETIF_F_GSO_ENCAP_ALL |
					   NETIF_F_HIGHDMA | NETIF_F_HW_VLAN_CTAG_TX |
					   NETIF_F_HW_VLAN_STAG_TX;
	dev->vlan_features = dev->hw_enc_features = dev->mpls_features = dev->features;
	dev->gso_max_size = dev->gso_ipv4_max_size = GSO_MAX_SIZE;
	dev->lltx = true;
	dev->min_mtu = 0;
	dev->max_mtu = dev->mtu = ETH_MAX_MTU;
	dev->sysfs_groups[0] = &fx_stats_group;
	eth_hw_addr_random(dev);
	xdp_set_features_flag(dev, NETDEV_XDP_ACT_NDO_XMIT | NETDEV_XDP_ACT_NDO_XMIT_SG);
}

static struct rtnl_link_ops fx_link_ops = {
	.kind = "flexnet",
	.priv_size = sizeof(struct fx_handoff),
	.setup = fx_handoff_setup,
};

int fx_handoff_init(void)
{
	return rtnl_link_register(&fx_link_ops);
}

void fx_handoff_exit(void)
{
	rtnl_link_unregister(&fx_link_ops);
}
