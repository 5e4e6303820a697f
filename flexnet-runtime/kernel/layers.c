// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/*
 * The protocol layers, one at a time.
 *
 * A packet goes into the stack by the stack's own entry and is stopped at the next boundary by a
 * netfilter hook: stops.c. What is in front of the hook has run by then, and what is behind it runs
 * when the packet goes on:
 *
 *	flexnet_eth_rcv	__netif_receive_skb_core(), ip_rcv_core()	| PRE_ROUTING
 *	flexnet_ip_rcv	hooks of PRE_ROUTING, routing, reassembly,
 *			hooks of LOCAL_IN				|
 *	flexnet_udp_rcv	checksum, socket				| udp.c, no hook
 *	flexnet_receive	ip_local_deliver_finish()
 *
 *	flexnet_tcp_snd	the socket, TCP or UDP, the header of IP	| LOCAL_OUT
 *	flexnet_ip_snd	hooks of LOCAL_OUT, dst_output(),
 *			hooks of POST_ROUTING				|
 *	flexnet_eth_snd	ip_finish_output()
 */
#include "flexnet.h"

#include <linux/netfilter_netdev.h>

/* As it comes from the driver. What TC handed over was taken in front of nftables' ingress hook,
 * which the stack leaves out with TC. */
void fx_receive_l2(struct sk_buff *skb)
{
	if (skb->tc_skip_classify && nf_hook_ingress_active(skb) && nf_hook_ingress(skb) < 0)
		return;
	netif_receive_skb_core(skb);
}

/* All layers that are left. */
void fx_go_on(struct fx_packet *p, struct sk_buff *skb)
{
	struct nf_hook_state at = p->hook;

	switch (p->layer) {
	case FX_L2:
		fx_packet_settle(p, skb);
		fx_receive_l2(skb);
		return;
	case FX_L3:
	case FX_TX3:
		if (fx_other_hooks(skb, &at) != 1)
			return;
		fallthrough;
	case FX_L4:
	case FX_L5:
	case FX_TX2:
		at.okfn(at.net, at.sk, skb);
	}
}

/* Behind those that came before it. */
static void fx_goes_alone(const struct fx_packet *p)
{
	if (p->layer < FX_TX3)
		fx_batch_flush();
}

/* Before it went on to a boundary, and cannot wait there. A route whose last reference went meanwhile it
 * does not have any more, and what is behind routing wants one: the end, as for NFQUEUE. */
static void fx_cannot_wait(struct fx_packet *p, struct sk_buff *skb)
{
	if (p->layer != FX_L3 && !skb_dst(skb)) {
		fx_count(p->pipeline, FX_left);
		kfree_skb(skb);
	} else {
		fx_count(p->pipeline, FX_finished);
		fx_go_on(p, skb);
	}
}

/* One layer. The packet at the next boundary, or null: it ended before, or was swept. */
static struct fx_packet *fx_go_to(struct fx_packet *p, u32 stop, u8 layer)
{
	struct fx_run *run = this_cpu_ptr(&fx_run), outer = *run;
	struct sk_buff *skb = fx_packet_take(p);

	if (!skb)
		return NULL;
	fx_goes_alone(p);
	run->skb = skb;
	run->stop = stop;
	run->here = false;
	fx_go_on(p, skb);
	if (run->here) {
		p->hook = run->at;
		p->layer = layer;
	}
	swap(*run, outer);
	if (!outer.here) {
		fx_count(p->pipeline, FX_left);
	} else if (fx_packet_hold(p, skb, layer == FX_TX2 ? p->hook.out : skb->dev)) {
		fx_packet_give(p, skb);
		return p;
	} else {
		fx_cannot_wait(p, skb);
	}
	fx_packet_free(p);
	return NULL;
}

static struct fx_packet *fx_go_to_socket(struct fx_packet *p)
{
	struct sk_buff *skb = fx_packet_take(p);
	bool is_here;

	if (!skb)
		return NULL;
	is_here = fx_udp_receive(skb);
	if (is_here) {
		p->layer = FX_L5;
		if (fx_packet_hold(p, skb, skb->dev)) {
			fx_packet_give(p, skb);
			return p;
		}
	}
	fx_goes_alone(p);
	if (is_here) {
		fx_cannot_wait(p, skb);
	} else {
		fx_count(p->pipeline, FX_left);
		fx_go_on(p, skb);
	}
	fx_packet_free(p);
	return NULL;
}

static void fx_go_on_to_end(struct fx_packet *p)
{
	struct sk_buff *skb = fx_packet_take(p);

	if (!skb)
		return;
	fx_count(p->pipeline, FX_finished);
	fx_packet_settle(p, skb);
	if (p->layer != FX_L2 || !fx_batch_receive(skb)) {
		fx_goes_alone(p);
		fx_go_on(p, skb);
	}
	fx_packet_free(p);
}

__bpf_kfunc_start_defs();

__bpf_kfunc struct flexnet_pkt_l3 *flexnet_eth_rcv(struct flexnet_pkt *pkt)
{
	struct fx_packet *p = fx_go_to(container_of(pkt, struct fx_packet, pkt), FLEXNET_STOP_L3,
				       FX_L3);

	return p ? &p->l3 : NULL;
}

__bpf_kfunc struct flexnet_pkt_l4 *flexnet_ip_rcv(struct flexnet_pkt_l3 *pkt)
{
	struct fx_packet *p = fx_go_to(container_of(pkt, struct fx_packet, l3), FLEXNET_STOP_L4,
				       FX_L4);

	return p ? &p->l4 : NULL;
}

__bpf_kfunc struct flexnet_pkt_l5 *flexnet_udp_rcv(struct flexnet_pkt_l4 *pkt)
{
	struct fx_packet *p = fx_go_to_socket(container_of(pkt, struct fx_packet, l4));

	return p ? &p->l5 : NULL;
}

__bpf_kfunc struct flexnet_pkt_tx2 *flexnet_ip_snd(struct flexnet_pkt_tx3 *pkt)
{
	struct fx_packet *p = fx_go_to(container_of(pkt, struct fx_packet, tx3), FLEXNET_STOP_TX2,
				       FX_TX2);

	return p ? &p->tx2 : NULL;
}

/* All layers that are left, of a packet that is not suspended again. */
__bpf_kfunc void flexnet_receive(struct flexnet_pkt *pkt)
{
	fx_go_on_to_end(container_of(pkt, struct fx_packet, pkt));
}

__bpf_kfunc void flexnet_receive_l3(struct flexnet_pkt_l3 *pkt)
{
	fx_go_on_to_end(container_of(pkt, struct fx_packet, l3));
}

__bpf_kfunc void flexnet_receive_l4(struct flexnet_pkt_l4 *pkt)
{
	fx_go_on_to_end(container_of(pkt, struct fx_packet, l4));
}

__bpf_kfunc void flexnet_receive_l5(struct flexnet_pkt_l5 *pkt)
{
	fx_go_on_to_end(container_of(pkt, struct fx_packet, l5));
}

__bpf_kfunc void flexnet_send(struct flexnet_pkt_tx3 *pkt)
{
	fx_go_on_to_end(container_of(pkt, struct fx_packet, tx3));
}

__bpf_kfunc void flexnet_eth_snd(struct flexnet_pkt_tx2 *pkt)
{
	fx_go_on_to_end(container_of(pkt, struct fx_packet, tx2));
}

__bpf_kfunc_end_defs();
