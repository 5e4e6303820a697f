// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/*
 * Listing 1 without FlexNet: a device to redirect to, a ring for each queue, and a thread that takes
 * turns between them and has the packets go up the stack. Frames wait as they are.
 */
#include "by_hand.h"

#include <linux/etherdevice.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/netdevice.h>
#include <linux/ptr_ring.h>
#include <net/rtnetlink.h>
#include <net/xdp.h>

#define DEPTH 1024
#define BUDGET 64

struct by_hand {
	struct ptr_ring queues[BY_HAND_QUEUES];
	struct task_struct *thread;
};

static bool by_hand__insert(struct by_hand *b, struct net *net, struct xdp_frame *frame)
{
	const struct by_hand_header *header = frame->data;
	struct net_device *dev;

	if (frame->len < sizeof(*header) + ETH_HLEN || header->queue >= BY_HAND_QUEUES)
		return false;
	dev = dev_get_by_index_rcu(net, header->ifindex);
	if (!dev || !(dev->flags & IFF_UP))
		return false;
	frame->data += sizeof(*header);
	frame->len -= sizeof(*header);
	frame->headroom += sizeof(*header);
	frame->metasize = 0;
	frame->dev_rx = dev;
	dev_hold(dev);
	if (ptr_ring_produce(&b->queues[header->queue], frame)) {
		dev_put(dev);
		return false;
	}
	return true;
}

static int by_hand__xdp_xmit(struct net_device *dev, int n, struct xdp_frame **frames, u32 flags)
{
	struct by_hand *b = netdev_priv(dev);
	int i;

	for (i = 0; i < n; i++)
		if (!by_hand__insert(b, dev_net(dev), frames[i]))
			xdp_return_frame_rx_napi(frames[i]);
	wake_up_process(b->thread);
	return n;
}

static netdev_tx_t by_hand__start_xmit(struct sk_buff *skb, struct net_device *dev)
{
	dev_kfree_skb(skb);
	return NETDEV_TX_OK;
}

static void by_hand__resume(struct xdp_frame *frame, struct list_head *list)
{
	struct net_device *dev = frame->dev_rx;
	struct sk_buff *skb = xdp_build_skb_from_frame(frame, dev);

	if (skb)
		list_add_tail(&skb->list, list);
	else
		xdp_return_frame(frame);
	dev_put(dev);
}

static int by_hand__round(struct by_hand *b)
{
	int i, before, taken = 0;
	LIST_HEAD(list);

	do {
		before = taken;
		for (i = 0; i < BY_HAND_QUEUES; i++) {
			struct xdp_frame *frame = __ptr_ring_consume(&b->queues[i]);

			if (frame) {
				by_hand__resume(frame, &list);
				taken++;
			}
		}
	} while (taken != before && taken < BUDGET);
	netif_receive_skb_list(&list);
	return taken;
}

static int by_hand__thread(void *data)
{
	struct by_hand *b = data;

	while (!kthread_should_stop()) {
		int taken;

		set_current_state(TASK_INTERRUPTIBLE);
		local_bh_disable();
		rcu_read_lock();
		taken = by_hand__round(b);
		rcu_read_unlock();
		local_bh_enable();
		if (taken) {
			__set_current_state(TASK_RUNNING);
			cond_resched();
		} else {
			schedule();
		}
	}
	__set_current_state(TASK_RUNNING);
	return 0;
}

static void by_hand__drop(void *frame)
{
	dev_put(((struct xdp_frame *)frame)->dev_rx);
	xdp_return_frame(frame);
}

static void by_hand__clean_up(struct by_hand *b)
{
	int i;

	for (i = 0; i < BY_HAND_QUEUES; i++)
		ptr_ring_cleanup(&b->queues[i], by_hand__drop);
}

static int by_hand__init(struct net_device *dev)
{
	struct by_hand *b = netdev_priv(dev);
	int i;

	for (i = 0; i < BY_HAND_QUEUES; i++)
		if (ptr_ring_init(&b->queues[i], DEPTH, GFP_KERNEL))
			goto fail;
	b->thread = kthread_run(by_hand__thread, b, "by_hand");
	if (!IS_ERR(b->thread))
		return 0;
fail:
	by_hand__clean_up(b);
	return -ENOMEM;
}

static void by_hand__uninit(struct net_device *dev)
{
	struct by_hand *b = netdev_priv(dev);

	kthread_stop(b->thread);
	by_hand__clean_up(b);
}

static const struct net_device_ops by_hand__ops = {
	.ndo_init = by_hand__init,
	.ndo_uninit = by_hand__uninit,
	.ndo_start_xmit = by_hand__start_xmit,
	.ndo_xdp_xmit = by_hand__xdp_xmit,
};

static void by_hand__setup(struct net_device *dev)
{
	ether_setup(dev);
	dev->netdev_ops = &by_hand__ops;
	dev->needs_free_netdev = true;
	dev->flags |= IFF_NOARP;
	dev->priv_flags |= IFF_NO_QUEUE;
	dev->max_mtu = dev->mtu = ETH_MAX_MTU;
	xdp_set_features_flag(dev, NETDEV_XDP_ACT_NDO_XMIT | NETDEV_XDP_ACT_NDO_XMIT_SG);
}

static struct rtnl_link_ops by_hand__link = {
	.kind = "by_hand",
	.priv_size = sizeof(struct by_hand),
	.setup = by_hand__setup,
};

static int __init by_hand__begin(void)
{
	return rtnl_link_register(&by_hand__link);
}

static void __exit by_hand__end(void)
{
	rtnl_link_unregister(&by_hand__link);
}

module_init(by_hand__begin);
module_exit(by_hand__end);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Listing 1 by hand, to compare FlexNet with");
