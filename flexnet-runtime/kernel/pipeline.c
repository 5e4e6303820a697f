// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/* struct flexnet_ops as BPF struct_ops: a pipeline is registered with its link, and ends with it. */
#include "flexnet.h"

#include <linux/bpf.h>
#include <linux/bpf_verifier.h>
#include <linux/btf.h>
#include <linux/ctype.h>
#include <linux/nsproxy.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>
#include <linux/wait.h>
#include <linux/workqueue.h>
#include <net/net_namespace.h>

/* All under the RTNL: devices come and go with it. */
static LIST_HEAD(fx_pipelines);

static struct workqueue_struct *fx_free_queue;
static atomic_t fx_nr_pipelines;
static DECLARE_WAIT_QUEUE_HEAD(fx_no_pipelines);

static void fx_pipeline_free(struct work_struct *work)
{
	struct fx_pipeline *pl = container_of(to_rcu_work(work), struct fx_pipeline, free_work);

	percpu_ref_exit(&pl->users);
	fx_packets_destroy(pl);
	fx_stats_put(pl->stats);
	kfree(pl);
	if (atomic_dec_and_test(&fx_nr_pipelines))
		wake_up_all(&fx_no_pipelines);
}

/* The last packet is free; the program that freed it is still running. */
static void fx_pipeline_unused(struct percpu_ref *users)
{
	struct fx_pipeline *pl = container_of(users, struct fx_pipeline, users);

	INIT_RCU_WORK(&pl->free_work, fx_pipeline_free);
	queue_rcu_work(fx_free_queue, &pl->free_work);
}

static struct fx_pipeline *fx_pipeline_alloc(const struct flexnet_ops *ops)
{
	struct fx_pipeline *pl = kzalloc(sizeof(*pl), GFP_KERNEL_ACCOUNT);

	if (!pl)
		return NULL;
	pl->ops = ops;
	pl->net = current->nsproxy->net_ns;
	pl->memory_limit = ops->memory;
	pl->stall_ms = ops->stall_ms;
	if (fx_packets_init(pl, ops->packets))
		goto no_packets;
	if (percpu_ref_init(&pl->users, fx_pipeline_unused, 0, GFP_KERNEL))
		goto no_users;
	atomic_inc(&fx_nr_pipelines);
	return pl;
no_users:
	fx_packets_destroy(pl);
no_packets:
	kfree(pl);
	return NULL;
}

/* Ends what the registration began; what waits goes on in the stack. */
static void fx_pipeline_end(struct fx_pipeline *pl)
{
	ASSERT_RTNL();
	if (!pl->ops)
		return;
	fx_handoff_end(pl);
	fx_stall_stop(pl);
	fx_workers_stop(pl);
	fx_sweep_all(pl);
	fx_stops_put(pl->net, pl->ops->stops);
	pl->ops = NULL;
	pl->net = NULL;
}

static int fx_reg(void *kdata, struct bpf_link *link)
{
	struct fx_pipeline *pl = fx_pipeline_alloc(kdata);
	int err;

	if (!pl)
		return -ENOMEM;
	pl->key = kdata;
	rtnl_lock();
	err = fx_stops_get(pl->net, pl->ops->stops);
	if (err)
		goto no_stops;
	err = fx_workers_start(pl);
	if (err)
		goto no_workers;
	err = fx_handoff_attach(pl, pl->ops->handoff, pl->ops->flags & FLEXNET_TAKE_OVER);
	if (err)
		goto no_handoff;
	fx_stall_start(pl);
	list_add(&pl->list, &fx_pipelines);
	rtnl_unlock();
	return 0;
no_handoff:
	fx_workers_stop(pl);
no_workers:
	fx_stops_put(pl->net, pl->ops->stops);
no_stops:
	rtnl_unlock();
	percpu_ref_kill(&pl->users);
	return err;
}

static void fx_unreg(void *kdata, struct bpf_link *link)
{
	struct fx_pipeline *pl, *found = NULL;

	rtnl_lock();
	list_for_each_entry(pl, &fx_pipelines, list)
		if (pl->key == kdata)
			found = pl;
	if (found) {
		fx_pipeline_end(found);
		list_del(&found->list);
		percpu_ref_kill(&found->users);
	}
	rtnl_unlock();
}

/* @dev is being unregistered, or moved to another network namespace. */
static void fx_device_gone(struct net_device *dev)
{
	struct fx_pipeline *pl;

	ASSERT_RTNL();
	fx_handoff_gone(dev);
	list_for_each_entry(pl, &fx_pipelines, list)
		fx_sweep_device(pl, dev);
}

static int fx_event(struct notifier_block *nb, unsigned long event, void *info)
{
	if (event == NETDEV_UNREGISTER)
		fx_device_gone(netdev_notifier_info_to_dev(info));
	return NOTIFY_DONE;
}
static struct notifier_block fx_notifier = { .notifier_call = fx_event };

static void __net_exit fx_net_pre_exit(struct net *net)
{
	struct fx_pipeline *pl;

	rtnl_lock();
	list_for_each_entry(pl, &fx_pipelines, list)
		if (pl->net == net)
			fx_pipeline_end(pl);
	rtnl_unlock();
}
static struct pernet_operations fx_net_ops = { .pre_exit = fx_net_pre_exit };

static const struct btf *fx_btf; /* of this module */

static int fx_init(struct btf *btf)
{
	fx_btf = btf;
	return 0;
}

/* A program of a struct flexnet_ops. */
bool fx_is_ours(const struct bpf_prog *prog)
{
	return prog->aux->attach_btf == fx_btf;
}

/* It becomes part of the names of threads. */
static int fx_copy_name(char *to, const char *from)
{
	unsigned int i;

	for (i = 0; i < sizeof_field(struct flexnet_ops, name) - 1 && from[i]; i++) {
		if (!isalnum(from[i]) && from[i] != '_' && from[i] != '-' && from[i] != '.')
			return -EINVAL;
		to[i] = from[i];
	}
	return i && !from[i] ? 1 : -EINVAL;
}

#define FX_MEMBER(name) offsetof(struct flexnet_ops, name)

static int fx_init_member(const struct btf_type *t, const struct btf_member *member, void *kdata,
			  const void *udata)
{
	const struct flexnet_ops *from = udata;
	struct flexnet_ops *to = kdata;

	switch (__btf_member_bit_offset(t, member) / 8) {
	case FX_MEMBER(abi):
		to->abi = from->abi;
		return to->abi == FLEXNET_KERNEL_ABI ? 1 : -EPROTONOSUPPORT;
	case FX_MEMBER(handoff):
		to->handoff = from->handoff;
		return 1;
	case FX_MEMBER(stops):
		to->stops = from->stops;
		return fx_stops_known(to->stops) ? 1 : -EOPNOTSUPP;
	case FX_MEMBER(flags):
		to->flags = from->flags;
		return to->flags & ~FLEXNET_FLAGS ? -EINVAL : 1;
	case FX_MEMBER(workers):
		to->workers = from->workers;
		return to->workers >= 1 && to->workers <= FLEXNET_MAX_WORKERS ? 1 : -EINVAL;
	case FX_MEMBER(packets):
		to->packets = from->packets;
		return to->packets >= 1 && to->packets <= FLEXNET_MAX_PACKETS ? 1 : -EINVAL;
	case FX_MEMBER(stall_ms):
		to->stall_ms = from->stall_ms;
		return to->stall_ms <= FLEXNET_MAX_STALL_MS ? 1 : -EINVAL;
	case FX_MEMBER(memory):
		to->memory = from->memory;
		return 1;
	case FX_MEMBER(cpus):
		memcpy(to->cpus, from->cpus, sizeof(to->cpus));
		return 1;
	case FX_MEMBER(name):
		return fx_copy_name(to->name, from->name);
	}
	return 0;
}

static int fx_validate(void *kdata)
{
	const struct flexnet_ops *ops = kdata;

	return ops->rx && ops->run ? 0 : -EINVAL;
}

static bool fx_is_valid_access(int off, int size, enum bpf_access_type type,
			       const struct bpf_prog *prog, struct bpf_insn_access_aux *info)
{
	return bpf_tracing_btf_ctx_access(off, size, type, prog, info);
}

/*
 * Header code of the runtime keeps its notes in the worker's context. No name or id of a type can be
 * asked for from a module, but of those that programs get from this one no other has five members.
 */
static int fx_btf_struct_access(struct bpf_verifier_log *log, const struct bpf_reg_state *reg,
				int off, int size)
{
	const struct btf_type *t = btf_type_by_id(reg->btf, reg->btf_id);

	if (reg->btf == fx_btf && btf_type_vlen(t) == 5 &&
	    t->size == sizeof(struct flexnet_worker_ctx) &&
	    off >= offsetof(struct flexnet_worker_ctx, polls) && off + size <= t->size)
		return 0;
	bpf_log(log, "only polls and scratch of struct flexnet_worker_ctx can be written\n");
	return -EACCES;
}

static const struct bpf_verifier_ops fx_verifier_ops = {
	.get_func_proto = bpf_base_func_proto,
	.is_valid_access = fx_is_valid_access,
	.btf_struct_access = fx_btf_struct_access,
};

/* Of these the kernel knows the types of the programs, for CFI; nobody calls them. */
static int fx_no_rx(struct flexnet_rx_ctx *ctx)
{
	return FLEXNET_RX_PASS;
}

static int fx_no_run(struct flexnet_worker_ctx *ctx)
{
	return 0;
}

static struct flexnet_ops fx_no_ops = { .rx = fx_no_rx, .run = fx_no_run };

static struct bpf_struct_ops bpf_flexnet_ops = {
	.verifier_ops = &fx_verifier_ops,
	.init = fx_init,
	.init_member = fx_init_member,
	.validate = fx_validate,
	.reg = fx_reg,
	.unreg = fx_unreg,
	.cfi_stubs = &fx_no_ops,
	.name = "flexnet_ops",
	.owner = THIS_MODULE,
};

int fx_pipelines_init(void)
{
	int err = -ENOMEM;

	fx_free_queue = alloc_workqueue("flexnet_free", WQ_UNBOUND, 0);
	if (!fx_free_queue)
		return err;
	err = register_pernet_subsys(&fx_net_ops);
	if (err)
		goto no_net;
	err = register_netdevice_notifier(&fx_notifier);
	if (err)
		goto no_notifier;
	/* Cannot be undone: the last. */
	err = register_bpf_struct_ops(&bpf_flexnet_ops, flexnet_ops);
	if (!err)
		return 0;
	unregister_netdevice_notifier(&fx_notifier);
no_notifier:
	unregister_pernet_subsys(&fx_net_ops);
no_net:
	destroy_workqueue(fx_free_queue);
	return err;
}

void fx_pipelines_exit(void)
{
	unregister_netdevice_notifier(&fx_notifier);
	unregister_pernet_subsys(&fx_net_ops);
	/* Nobody can register one any more, or own packets; some may still be about to be freed. */
	wait_event(fx_no_pipelines, !atomic_read(&fx_nr_pipelines));
	destroy_workqueue(fx_free_queue);
}
