// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/* Pipelines: from the registration of their link to the last of their packets. */
#include "flexnet.h"

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

static u32 fx_all_stops(const struct flexnet_ops *ops)
{
	return ops->stops | (ops->tx_device ? FX_STOP_TX3 : 0);
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
	fx_stops_put(pl->net, fx_all_stops(pl->ops));
	pl->ops = NULL;
	pl->net = NULL;
}

int fx_pipeline_register(const struct flexnet_ops *ops)
{
	struct fx_pipeline *pl = fx_pipeline_alloc(ops);
	int err;

	if (!pl)
		return -ENOMEM;
	pl->key = ops;
	rtnl_lock();
	err = fx_stops_get(pl->net, fx_all_stops(ops));
	if (err)
		goto no_stops;
	err = fx_workers_start(pl);
	if (err)
		goto no_workers;
	err = fx_handoff_attach(pl, ops->handoff, ops->flags & FLEXNET_TAKE_OVER);
	if (err)
		goto no_handoff;
	fx_stall_start(pl);
	list_add(&pl->list, &fx_pipelines);
	rtnl_unlock();
	return 0;
no_handoff:
	fx_workers_stop(pl);
no_workers:
	fx_stops_put(pl->net, fx_all_stops(ops));
no_stops:
	rtnl_unlock();
	percpu_ref_kill(&pl->users);
	return err;
}

void fx_pipeline_unregister(const struct flexnet_ops *ops)
{
	struct fx_pipeline *pl, *found = NULL;

	rtnl_lock();
	list_for_each_entry(pl, &fx_pipelines, list)
		if (pl->key == ops)
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
	list_for_each_entry(pl, &fx_pipelines, list) {
		fx_tx_gone(pl, dev);
		fx_sweep_device(pl, dev);
	}
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
	err = fx_ops_init();
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
