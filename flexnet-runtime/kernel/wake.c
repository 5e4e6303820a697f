// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/* Programs wake workers that insert where the module does not see it: what has no packet of ours. */
#include "flexnet.h"

#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/rtnetlink.h>

/* Pipelines whose workers can be woken. Changed under the RTNL. */
static LIST_HEAD(fx_wakeable);

static void fx_wake_work(struct irq_work *work)
{
	fx_workers_wake(container_of(work, struct fx_pipeline, wake_work));
}

/* The workers have been started; they may have looked before somebody inserted who found no one. */
void fx_wake_begin(struct fx_pipeline *pl)
{
	ASSERT_RTNL();
	init_irq_work(&pl->wake_work, fx_wake_work);
	list_add_rcu(&pl->wake_list, &fx_wakeable);
	fx_workers_wake(pl);
}

void fx_wake_end(struct fx_pipeline *pl)
{
	ASSERT_RTNL();
	list_del_rcu(&pl->wake_list);
	synchronize_net();
	irq_work_sync(&pl->wake_work);
}

__bpf_kfunc_start_defs();

/*
 * Something was inserted into a queue of the pipeline with the hand-off device of this number. If
 * another network namespace has one of the same number, its workers look for work and sleep again.
 * From any context: tracing programs run where nobody can be woken.
 */
__bpf_kfunc void flexnet_wake(u32 handoff)
{
	struct fx_pipeline *pl;

	rcu_read_lock();
	list_for_each_entry_rcu(pl, &fx_wakeable, wake_list)
		if (pl->ops->handoff == handoff && fx_workers_sleep(pl))
			irq_work_queue(&pl->wake_work);
	rcu_read_unlock();
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(fx_wake_kfunc_ids)
BTF_ID_FLAGS(func, flexnet_wake)
BTF_KFUNCS_END(fx_wake_kfunc_ids)

static const struct btf_kfunc_id_set fx_wake_kfuncs = {
	.owner = THIS_MODULE,
	.set = &fx_wake_kfunc_ids,
};

/* Of programs of all types. */
int fx_wake_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_UNSPEC, &fx_wake_kfuncs);
}
