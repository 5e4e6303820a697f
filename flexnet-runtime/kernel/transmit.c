// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/* Packets that are sent as they came, in front of all layers: XDP_TX, XDP_REDIRECT. */
#include "flexnet.h"

#include <linux/btf.h>

__bpf_kfunc_start_defs();

/*
 * Out of a device, 0: the one that it came in by. If there is none, or it is down, or the packet is
 * too long for it, that is the packet's end, as a redirection's.
 */
__bpf_kfunc void flexnet_transmit(struct flexnet_pkt *pkt, u32 ifindex)
{
	struct fx_packet *p = container_of(pkt, struct fx_packet, pkt);
	struct sk_buff *skb = fx_packet_take(p);
	struct net_device *dev;

	if (!skb)
		return;
	dev = ifindex ? dev_get_by_index_rcu(dev_net(skb->dev), ifindex) : skb->dev;
	fx_packet_settle(p, skb);
	__skb_push(skb, -skb_mac_offset(skb));
	if (dev && is_skb_forwardable(dev, skb)) {
		fx_count(p->pipeline, FX_sent);
		skb_forward_csum(skb);
		skb_clear_tstamp(skb);
		skb_reset_redirect(skb);
		skb->tc_skip_classify = 0;
		skb->dev = dev;
		dev_queue_xmit(skb);
	} else {
		fx_count(p->pipeline, FX_released);
		kfree_skb(skb);
	}
	fx_packet_free(p);
}

__bpf_kfunc_end_defs();
