// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Reads executor queues, the workers and the suspension points from the programs' memory. */
#include "monitor.h"

#define load(p) __atomic_load_n(p, __ATOMIC_ACQUIRE)

void executor_queue__read(const struct flexnet_queue *queue, __u32 depth,
			  struct flexnet_queue_stats *q, struct flexnet_histogram *all)
{
	struct flexnet_histogram sojourn = {};
	int i;

	/* From the last thing that happens to a coroutine to the first, so that no later
	 * number is smaller than an earlier one. */
	for (i = FLEXNET_REASONS - 1; i >= 0; i--)
		q->refused[i] = load(&queue->refused[i]);
	q->lost[FLEXNET_LOST_ABANDONED] = q->refused[FLEXNET_ABANDONED];
	q->refused[FLEXNET_ABANDONED] = 0;
	q->resumed = load(&queue->head);
	q->suspended = load(&queue->tail);
	/* The queue went on between the two; at no time did more than this wait. */
	if (q->suspended - q->resumed > depth)
		q->suspended = q->resumed + depth;
	q->in_queue = q->suspended - q->resumed;
	q->resumed -= q->lost[FLEXNET_LOST_ABANDONED];

	histogram__add_shared(&sojourn, queue->sojourn);
	q->sojourn = histogram__quantiles(&sojourn);
	histogram__add(all, &sojourn);
}

static bool is_used(const struct flexnet_queue_stats *q)
{
	__u64 used = q->suspended;
	int i;

	for (i = 0; i < FLEXNET_REASONS; i++)
		used |= q->refused[i];
	return used;
}

static void read_points(struct flexnet_monitor *m, struct flexnet_stats *stats,
			struct flexnet_histogram *all)
{
	const struct flexnet_state *state = m->state.data;
	__u32 i;

	for (i = 0; state && i < m->table->point_count; i++) {
		struct flexnet_histogram sojourn = {};

		if (!set__is_executed(&m->table->sets[m->table->points[i].set]))
			continue;
		histogram__add_shared(&sojourn, state->sojourn[i]);
		m->points[i].sojourn = histogram__quantiles(&sojourn);
		histogram__add(all, &sojourn);
		stats->has_sojourn = true;
	}
}

static void read_workers(struct flexnet_monitor *m, struct flexnet_stats *stats)
{
	const struct flexnet_worker_stats *workers = m->workers.data;
	__u32 i;

	for (i = 0; workers && i < FLEXNET_MAX_WORKERS; i++) {
		m->worker[i] = workers[i];
		if (m->worker[i].total_ns)
			stats->worker_count = i + 1;
	}
	stats->workers = m->worker;
}

void executor_queues__read(struct flexnet_monitor *m, struct flexnet_stats *stats,
			   struct flexnet_histogram *points)
{
	struct flexnet_histogram all = {};
	__u32 i, queue;

	for (i = 0; i < m->table->set_count; i++) {
		const struct flexnet_set *set = &m->table->sets[i];
		const struct flexnet_queue *queues;

		if (!m->memory.data || !set__is_executed(set))
			continue;
		queues = (const void *)((const char *)m->memory.data + set->memory);
		for (queue = 0; queue < set->queues; queue++) {
			struct flexnet_queue_stats *q = &m->queues[stats->queue_count];

			*q = (struct flexnet_queue_stats){ .set = i, .queue = queue };
			executor_queue__read(&queues[queue], set->depth, q, &all);
			if (is_used(q))
				stats__add_queue(stats, q);
		}
	}
	stats->total.sojourn = histogram__quantiles(&all);
	read_points(m, stats, points);
	read_workers(m, stats);
}
