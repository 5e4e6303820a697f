// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/* Threads that run executors: round after round while there is work, then they sleep. */
#include "flexnet.h"

#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/slab.h>

#define FX_ROUNDS 8

struct fx_worker {
	struct fx_pipeline *pl;
	struct task_struct *task;
	struct flexnet_worker_ctx ctx;
	struct fx_batch batch;
	bool sleeps; /* or is about to, and will look once more */
} ____cacheline_aligned;

static bool fx_round(struct fx_worker *w)
{
	unsigned int rounds = 0; /* that took something */
	int more;

	/* Some rounds are the softirq of the packets that they resume. */
	local_bh_disable();
	rcu_read_lock();
	fx_batch_begin(&w->batch);
	do {
		w->ctx.epoch++;
		w->ctx.polls = 0;
		more = w->pl->ops->run(&w->ctx);
		rounds += more > 0;
	} while (more > 0 && rounds < FX_ROUNDS && !fx_batch_is_full(&w->batch) && !need_resched());
	fx_batch_end(&w->batch);
	rcu_read_unlock();
	local_bh_enable();
	/* What went on may wait again, for another worker. */
	if (rounds && w->pl->nr_workers > 1)
		fx_workers_wake(w->pl);
	return more > 0;
}

static int fx_work(void *data)
{
	struct fx_worker *w = data;
	bool poll = w->pl->ops->flags & FLEXNET_WORKERS_POLL;

	while (!kthread_should_stop()) {
		/* A thread that never sleeps holds up the end of every BPF trampoline otherwise. */
		if (fx_round(w)) {
			cond_resched_tasks_rcu_qs();
			continue;
		}
		if (poll) {
			cpu_relax();
			cond_resched_tasks_rcu_qs();
			continue;
		}
		set_current_state(TASK_INTERRUPTIBLE);
		WRITE_ONCE(w->sleeps, true);
		/* Pairs with fx_workers_wake(), fx_workers_sleep(): they see that we sleep, or we see what it inserted. */
		smp_mb();
		if (!kthread_should_stop() && !fx_round(w))
			schedule();
		WRITE_ONCE(w->sleeps, false);
		__set_current_state(TASK_RUNNING);
	}
	return 0;
}

/* After something was inserted into a queue: whether somebody does not look for it. */
bool fx_workers_sleep(struct fx_pipeline *pl)
{
	unsigned int i;

	smp_mb();
	for (i = 0; i < pl->nr_workers; i++)
		if (READ_ONCE(pl->workers[i].sleeps))
			return true;
	return false;
}

void fx_workers_wake(struct fx_pipeline *pl)
{
	unsigned int i;

	smp_mb();
	for (i = 0; i < pl->nr_workers; i++)
		if (READ_ONCE(pl->workers[i].sleeps))
			wake_up_process(pl->workers[i].task);
}

static bool fx_cpus(const struct flexnet_ops *ops, struct cpumask *cpus)
{
	unsigned int i;

	cpumask_clear(cpus);
	for (i = 0; i < min_t(unsigned int, nr_cpu_ids, FLEXNET_KERNEL_CPUS); i++)
		if (ops->cpus[i / 64] & BIT_ULL(i % 64) && cpu_online(i))
			cpumask_set_cpu(i, cpus);
	return !cpumask_empty(cpus);
}

/* The CPUs of worker @i; @cpus are those that were asked for. */
static void fx_place(struct task_struct *task, const struct flexnet_ops *ops, unsigned int i,
		     const struct cpumask *cpus)
{
	unsigned int n = i % cpumask_weight(cpus), cpu;

	if (!(ops->flags & FLEXNET_WORKERS_PINNED)) {
		set_cpus_allowed_ptr(task, cpus);
		return;
	}
	for_each_cpu(cpu, cpus)
		if (!n--) {
			kthread_bind(task, cpu);
			return;
		}
}

int fx_workers_start(struct fx_pipeline *pl)
{
	const struct flexnet_ops *ops = pl->ops;
	cpumask_var_t cpus;
	unsigned int i;
	bool placed;
	int err = 0;

	if (!zalloc_cpumask_var(&cpus, GFP_KERNEL))
		return -ENOMEM;
	placed = fx_cpus(ops, cpus);
	if (!placed && (ops->flags & FLEXNET_WORKERS_PINNED)) {
		cpumask_copy(cpus, cpu_online_mask);
		placed = true;
	}
	pl->workers = kvcalloc(ops->workers, sizeof(*pl->workers), GFP_KERNEL_ACCOUNT);
	if (!pl->workers)
		err = -ENOMEM;
	for (i = 0; !err && i < ops->workers; i++) {
		struct fx_worker *w = &pl->workers[i];

		w->pl = pl;
		w->ctx.worker = i;
		w->ctx.workers = ops->workers;
		err = fx_batch_init(&w->batch);
		if (err)
			break;
		w->task = kthread_create(fx_work, w, "flexnet/%.8s/%u", ops->name, i);
		if (IS_ERR(w->task)) {
			err = PTR_ERR(w->task);
			fx_batch_destroy(&w->batch);
			break;
		}
		/* The others wake it until all have stopped. */
		get_task_struct(w->task);
		if (placed)
			fx_place(w->task, ops, i, cpus);
		pl->nr_workers++;
	}
	free_cpumask_var(cpus);
	if (err) {
		fx_workers_stop(pl);
		return err;
	}
	for (i = 0; i < pl->nr_workers; i++)
		wake_up_process(pl->workers[i].task);
	return 0;
}

/* No packet may come any more that would wake them. */
void fx_workers_stop(struct fx_pipeline *pl)
{
	unsigned int i;

	for (i = 0; i < pl->nr_workers; i++)
		kthread_stop(pl->workers[i].task);
	for (i = 0; i < pl->nr_workers; i++) {
		put_task_struct(pl->workers[i].task);
		fx_batch_destroy(&pl->workers[i].batch);
	}
	pl->nr_workers = 0;
	kvfree(pl->workers);
	pl->workers = NULL;
}
