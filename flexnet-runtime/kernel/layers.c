// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/*
 * The protocol layers of the receive side, one at a time.
 *
 * A packet goes into the stack by the stack's own entry and is stopped at the next boundary by a
 * netfilter hook in front of all others, which steals it. What is in front of the hook has run by
 * then, and what is behind it runs when the packet goes on:
 *
 *	flexnet_eth_rcv	__netif_receive_skb_core(), ip_rcv_core()	| PRE_ROUTING
 *	flexnet_ip_rcv	hooks of PRE_ROUTING, routing, reassembly,
 *			hooks of LOCAL_IN				|
 *	flexnet_tcp_rcv	ip_local_deliver_finish()
 *
 * The second boundary is behind the hooks of LOCAL_IN, of which the last is conntrack's that
 * confirms. No priority is sure to be behind it, so our hook, the first, runs the others itself.
 */
#include "flexnet.h"

#include <linux/netfilter_ipv4.h>
#include <linux/netfilter_ipv6.h>
#include <linux/netfilter_netdev.h>
#include <net/net_namespace.h>
#include <net/netns/generic.h>

/* The packet that a layer of this CPU waits for, with softirqs off. */
struct fx_run {
	struct sk_buff *skb;
	u32 stop;  /* FLEXNET_STOP_* */
	bool here; /* it came to the boundary; the rest is valid */
	struct nf_hook_state at;
};
static DEFINE_PER_CPU(struct fx_run, fx_run);

static const struct nf_hook_entries *fx_hooks(const struct nf_hook_state *state)
{
	return state->pf == NFPROTO_IPV6 ?
		       rcu_dereference(state->net->nf.hooks_ipv6[state->hook]) :
		       rcu_dereference(state->net->nf.hooks_ipv4[state->hook]);
}

/* Runs the hooks behind ours; 1: all accepted @skb. */
static int fx_other_hooks(struct sk_buff *skb, struct nf_hook_state *state, nf_hookfn *ours)
{
	const struct nf_hook_entries *e = fx_hooks(state);
	unsigned int i;

	if (!e)
		return 1;
	for (i = 0; i < e->num_hook_entries; i++)
		if (e->hooks[i].hook == ours)
			return nf_hook_slow(skb, state, e, i + 1);
	return nf_hook_slow(skb, state, e, 0); /* ours was unregistered meanwhile */
}

static bool fx_is_awaited(const struct fx_run *run, const struct sk_buff *skb, u32 stop)
{
	return unlikely(run->skb == skb) && run->stop == stop;
}

static unsigned int fx_pre_routing(void *priv, struct sk_buff *skb,
				   const struct nf_hook_state *state)
{
	struct fx_run *run = raw_cpu_ptr(&fx_run);

	if (!fx_is_awaited(run, skb, FLEXNET_STOP_L3))
		return NF_ACCEPT;
	run->here = true;
	run->at = *state;
	return NF_STOLEN;
}

/*
 * What is behind LOCAL_IN, learned from the first packet. A packet that another hook queues to user
 * space comes back with our function in front of it, and without anyone who waits.
 */
typedef int (*fx_okfn)(struct net *net, struct sock *sk, struct sk_buff *skb);
static fx_okfn fx_behind_local_in4, fx_behind_local_in6;

static int fx_accepted_local_in4(struct net *net, struct sock *sk, struct sk_buff *skb)
{
	return READ_ONCE(fx_behind_local_in4)(net, sk, skb);
}

static int fx_accepted_local_in6(struct net *net, struct sock *sk, struct sk_buff *skb)
{
	return READ_ONCE(fx_behind_local_in6)(net, sk, skb);
}

static unsigned int fx_local_in(void *priv, struct sk_buff *skb, const struct nf_hook_state *state)
{
	struct fx_run *run = raw_cpu_ptr(&fx_run);
	struct nf_hook_state others = *state;

	if (!fx_is_awaited(run, skb, FLEXNET_STOP_L4))
		return NF_ACCEPT;
	if (state->pf == NFPROTO_IPV6) {
		WRITE_ONCE(fx_behind_local_in6, state->okfn);
		others.okfn = fx_accepted_local_in6;
	} else {
		WRITE_ONCE(fx_behind_local_in4, state->okfn);
		others.okfn = fx_accepted_local_in4;
	}
	if (fx_other_hooks(skb, &others, fx_local_in) == 1) {
		run->here = true;
		run->at = *state;
	}
	return NF_STOLEN;
}

static const struct nf_hook_ops fx_l3_ops[] = {
	{ .hook = fx_pre_routing, .pf = NFPROTO_IPV4, .hooknum = NF_INET_PRE_ROUTING, .priority = INT_MIN },
	{ .hook = fx_pre_routing, .pf = NFPROTO_IPV6, .hooknum = NF_INET_PRE_ROUTING, .priority = INT_MIN },
};
static const struct nf_hook_ops fx_l4_ops[] = {
	{ .hook = fx_local_in, .pf = NFPROTO_IPV4, .hooknum = NF_INET_LOCAL_IN, .priority = INT_MIN },
	{ .hook = fx_local_in, .pf = NFPROTO_IPV6, .hooknum = NF_INET_LOCAL_IN, .priority = INT_MIN },
};

/* As it comes from the driver. What TC handed over was taken in front of nftables' ingress hook,
 * which the stack leaves out with TC. */
void fx_receive_l2(struct sk_buff *skb)
{
	if (skb->tc_skip_classify && nf_hook_ingress_active(skb) && nf_hook_ingress(skb) < 0)
		return;
	netif_receive_skb_core(skb);
}

/* From the layer that @layer names on. */
static void fx_enter(struct sk_buff *skb, u8 layer, const struct nf_hook_state *at)
{
	struct nf_hook_state state;

	switch (layer) {
	case FX_L2:
		fx_receive_l2(skb);
		return;
	case FX_L3:
		state = *at;
		if (fx_other_hooks(skb, &state, fx_pre_routing) != 1)
			return;
		fallthrough;
	case FX_L4:
		at->okfn(at->net, at->sk, skb);
	}
}

/* All layers that are left. */
void fx_receive(struct fx_packet *p, struct sk_buff *skb)
{
	struct nf_hook_state at = p->hook;

	fx_packet_settle(p, skb);
	fx_enter(skb, p->layer, &at);
}

/* One layer. The packet at the next boundary, or null: it ended before, or was swept. */
static struct fx_packet *fx_receive_to(struct fx_packet *p, u32 stop, u8 layer)
{
	struct fx_run *run = this_cpu_ptr(&fx_run), outer = *run;
	struct sk_buff *skb = fx_packet_take(p);

	if (!skb)
		return NULL;
	run->skb = skb;
	run->stop = stop;
	run->here = false;
	fx_packet_settle(p, skb);
	fx_enter(skb, p->layer, &p->hook);
	if (run->here) {
		p->hook = run->at;
		p->layer = layer;
	}
	swap(*run, outer);
	if (!outer.here) {
		fx_count(p->pipeline, FX_left);
	} else if (fx_packet_hold(p, skb)) {
		fx_packet_give(p, skb);
		return p;
	} else {
		fx_count(p->pipeline, FX_finished);
		fx_receive(p, skb);
	}
	fx_packet_free(p);
	return NULL;
}

static void fx_receive_rest(struct fx_packet *p)
{
	struct sk_buff *skb = fx_packet_take(p);

	if (!skb)
		return;
	fx_count(p->pipeline, FX_finished);
	fx_receive(p, skb);
	fx_packet_free(p);
}

__bpf_kfunc_start_defs();

__bpf_kfunc struct flexnet_pkt_l3 *flexnet_eth_rcv(struct flexnet_pkt *pkt)
{
	struct fx_packet *p = fx_receive_to(container_of(pkt, struct fx_packet, pkt),
					    FLEXNET_STOP_L3, FX_L3);

	return p ? &p->l3 : NULL;
}

__bpf_kfunc struct flexnet_pkt_l4 *flexnet_ip_rcv(struct flexnet_pkt_l3 *pkt)
{
	struct fx_packet *p = fx_receive_to(container_of(pkt, struct fx_packet, l3),
					    FLEXNET_STOP_L4, FX_L4);

	return p ? &p->l4 : NULL;
}

/* All layers that are left, of a packet that is not suspended again. */
__bpf_kfunc void flexnet_receive(struct flexnet_pkt *pkt)
{
	fx_receive_rest(container_of(pkt, struct fx_packet, pkt));
}

__bpf_kfunc void flexnet_receive_l3(struct flexnet_pkt_l3 *pkt)
{
	fx_receive_rest(container_of(pkt, struct fx_packet, l3));
}

__bpf_kfunc void flexnet_receive_l4(struct flexnet_pkt_l4 *pkt)
{
	fx_receive_rest(container_of(pkt, struct fx_packet, l4));
}

__bpf_kfunc_end_defs();

/* How many pipelines of a network namespace stop there: without one the hooks are not registered. */
struct fx_net {
	unsigned int l3, l4;
};
static unsigned int fx_net_id;
static DEFINE_MUTEX(fx_stops_lock);

static int fx_stop_get(struct net *net, unsigned int *users, const struct nf_hook_ops *ops)
{
	int err = *users ? 0 : nf_register_net_hooks(net, ops, 2);

	if (!err)
		++*users;
	return err;
}

static void fx_stop_put(struct net *net, unsigned int *users, const struct nf_hook_ops *ops)
{
	if (!--*users)
		nf_unregister_net_hooks(net, ops, 2);
}

int fx_stops_get(struct net *net, u32 stops)
{
	struct fx_net *n = net_generic(net, fx_net_id);
	int err = 0;

	mutex_lock(&fx_stops_lock);
	if (stops & FLEXNET_STOP_L3)
		err = fx_stop_get(net, &n->l3, fx_l3_ops);
	if (!err && (stops & FLEXNET_STOP_L4)) {
		err = fx_stop_get(net, &n->l4, fx_l4_ops);
		if (err && (stops & FLEXNET_STOP_L3))
			fx_stop_put(net, &n->l3, fx_l3_ops);
	}
	mutex_unlock(&fx_stops_lock);
	return err;
}

void fx_stops_put(struct net *net, u32 stops)
{
	struct fx_net *n = net_generic(net, fx_net_id);

	mutex_lock(&fx_stops_lock);
	if (stops & FLEXNET_STOP_L3)
		fx_stop_put(net, &n->l3, fx_l3_ops);
	if (stops & FLEXNET_STOP_L4)
		fx_stop_put(net, &n->l4, fx_l4_ops);
	mutex_unlock(&fx_stops_lock);
}

static struct pernet_operations fx_net_ops = {
	.id = &fx_net_id,
	.size = sizeof(struct fx_net),
};

int fx_layers_init(void)
{
	return register_pernet_subsys(&fx_net_ops);
}

void fx_layers_exit(void)
{
	unregister_pernet_subsys(&fx_net_ops);
}
