// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/*
 * Boundaries between protocol layers: netfilter hooks, in front of all others, that steal the packet
 * a layer of this CPU waits for.
 *
 * Two of them are in front of the hooks of their place; PRE_ROUTING, and LOCAL_OUT, which is tx.c's.
 * Two are behind them, LOCAL_IN and POST_ROUTING, of which the last is conntrack's that confirms. No
 * priority is sure to be behind it, so our hook, the first, runs the others itself.
 */
#include "flexnet.h"

#include <linux/netfilter_ipv4.h>
#include <linux/netfilter_ipv6.h>
#include <net/net_namespace.h>
#include <net/netns/generic.h>

DEFINE_PER_CPU(struct fx_run, fx_run);

static bool fx_is_awaited(const struct fx_run *run, const struct sk_buff *skb, u32 stop)
{
	return unlikely(run->skb == skb) && run->stop == stop;
}

static unsigned int fx_in_front(void *priv, struct sk_buff *skb, const struct nf_hook_state *state)
{
	struct fx_run *run = raw_cpu_ptr(&fx_run);

	if (!fx_is_awaited(run, skb, FLEXNET_STOP_L3))
		return NF_ACCEPT;
	run->here = true;
	run->at = *state;
	return NF_STOLEN;
}

static unsigned int fx_behind(void *priv, struct sk_buff *skb, const struct nf_hook_state *state)
{
	u32 stop = state->hook == NF_INET_LOCAL_IN ? FLEXNET_STOP_L4 : FLEXNET_STOP_TX2;
	struct fx_run *run = raw_cpu_ptr(&fx_run);
	struct nf_hook_state others = *state;

	if (!fx_is_awaited(run, skb, stop))
		return NF_ACCEPT;
	/* One that is queued to user space comes back to what is behind, and not to who waits. */
	if (fx_other_hooks(skb, &others) == 1) {
		run->here = true;
		run->at = *state;
		run->at.in = NULL; /* what is behind does not ask, and nobody holds it */
	}
	return NF_STOLEN;
}

static bool fx_is_our_hook(const struct nf_hook_entry *entry)
{
	return entry->hook == fx_in_front || entry->hook == fx_behind || entry->hook == fx_local_out;
}

/* Runs the hooks behind ours; 1: all accepted @skb. */
int fx_other_hooks(struct sk_buff *skb, struct nf_hook_state *state)
{
	const struct nf_hook_entries *e =
		state->pf == NFPROTO_IPV6 ? rcu_dereference(state->net->nf.hooks_ipv6[state->hook]) :
					    rcu_dereference(state->net->nf.hooks_ipv4[state->hook]);
	unsigned int i;

	if (!e)
		return 1;
	for (i = 0; i < e->num_hook_entries; i++)
		if (fx_is_our_hook(&e->hooks[i]))
			return nf_hook_slow(skb, state, e, i + 1);
	return nf_hook_slow(skb, state, e, 0); /* ours was unregistered meanwhile */
}

#define FX_HOOKS(function, number)                                                                 \
	{                                                                                          \
		{ .hook = function, .pf = NFPROTO_IPV4, .hooknum = number, .priority = INT_MIN },  \
		{ .hook = function, .pf = NFPROTO_IPV6, .hooknum = number, .priority = INT_MIN },  \
	}
static const struct {
	u32 stop;
	struct nf_hook_ops hooks[2];
} fx_stops[] = {
	{ FLEXNET_STOP_L3, FX_HOOKS(fx_in_front, NF_INET_PRE_ROUTING) },
	{ FLEXNET_STOP_L4, FX_HOOKS(fx_behind, NF_INET_LOCAL_IN) },
	{ FX_STOP_TX3, FX_HOOKS(fx_local_out, NF_INET_LOCAL_OUT) },
	{ FLEXNET_STOP_TX2, FX_HOOKS(fx_behind, NF_INET_POST_ROUTING) },
};

/* How many pipelines of a network namespace stop there: without one the hooks are not registered. */
struct fx_net {
	unsigned int users[ARRAY_SIZE(fx_stops)];
};
static unsigned int fx_net_id;
static DEFINE_MUTEX(fx_stops_lock);

int fx_stops_get(struct net *net, u32 stops)
{
	struct fx_net *n = net_generic(net, fx_net_id);
	u32 got = 0;
	unsigned int i;
	int err = 0;

	mutex_lock(&fx_stops_lock);
	for (i = 0; i < ARRAY_SIZE(fx_stops) && !err; i++) {
		if (!(stops & fx_stops[i].stop))
			continue;
		if (!n->users[i])
			err = nf_register_net_hooks(net, fx_stops[i].hooks, 2);
		if (!err) {
			n->users[i]++;
			got |= fx_stops[i].stop;
		}
	}
	mutex_unlock(&fx_stops_lock);
	if (err)
		fx_stops_put(net, got);
	return err;
}

void fx_stops_put(struct net *net, u32 stops)
{
	struct fx_net *n = net_generic(net, fx_net_id);
	unsigned int i;

	mutex_lock(&fx_stops_lock);
	for (i = 0; i < ARRAY_SIZE(fx_stops); i++)
		if ((stops & fx_stops[i].stop) && !--n->users[i])
			nf_unregister_net_hooks(net, fx_stops[i].hooks, 2);
	mutex_unlock(&fx_stops_lock);
}

static struct pernet_operations fx_net_ops = {
	.id = &fx_net_id,
	.size = sizeof(struct fx_net),
};

int fx_stops_init(void)
{
	return register_pernet_subsys(&fx_net_ops);
}

void fx_stops_exit(void)
{
	unregister_pernet_subsys(&fx_net_ops);
}
