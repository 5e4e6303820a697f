// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* One reading of all counters. They run on while they are read. */
#include <errno.h>
#include <string.h>

#include <bpf/bpf.h>

#include "monitor.h"
#include "stats.h"

static void add_queue(struct flexnet_queue_stats *sum, const struct flexnet_queue_stats *q)
{
	int i;

	sum->suspended += q->suspended;
	sum->resumed += q->resumed;
	sum->in_queue += q->in_queue;
	sum->passed += q->passed;
	sum->redirected += q->redirected;
	sum->dropped += q->dropped;
	for (i = 0; i < FLEXNET_LOSSES; i++)
		sum->lost[i] += q->lost[i];
}

/* What the object counted itself, where it does: the tracepoint misses some under load. */
static int read_suspended(struct flexnet_monitor *m, struct flexnet_queue_stats *q)
{
	__u32 row = q->set * FLEXNET_COUNTED_QUEUES + q->queue, cpu;
	const __u64 *counts = m->value;
	int err;

	if (!m->has_suspended || q->set >= FLEXNET_COUNTED_SETS || q->queue >= FLEXNET_COUNTED_QUEUES)
		return 0;
	err = bpf_map_lookup_elem(m->maps.suspended, &row, m->value);
	if (err)
		return flexnet_fail_bpf(err, "cannot read the suspensions");
	q->suspended = 0;
	for (cpu = 0; cpu < m->possible; cpu++) {
		q->suspended += counts[cpu];
		m->cpus[cpu].suspended += counts[cpu];
	}
	return 0;
}

/* Sums one row over the CPUs, and adds to each CPU what it did. */
static int read_queue(struct flexnet_monitor *m, __u32 row, struct flexnet_queue_stats *q)
{
	const struct stats_row *counts = m->value;
	__u64 gone;
	__u32 cpu;
	int err;

	err = bpf_map_lookup_elem(m->maps.counts, &row, m->value);
	if (err)
		return flexnet_fail_bpf(err, "cannot read the counters");
	*q = (struct flexnet_queue_stats){
		.set = row / m->possible,
		.queue = row % m->possible,
	};
	for (cpu = 0; cpu < m->possible; cpu++) {
		const struct stats_row *c = &counts[cpu];

		q->suspended += c->suspended;
		q->resumed += c->resumed;
		q->passed += c->passed;
		q->redirected += c->redirected;
		q->dropped += c->dropped;
		q->lost[FLEXNET_LOST_QUEUE_FULL] += c->queue_full;
		q->lost[FLEXNET_LOST_REDIRECT] += c->redirect_failed;
		q->lost[FLEXNET_LOST_SKB_ALLOC] += c->skb_alloc_failed;
		if (!m->has_suspended)
			m->cpus[cpu].suspended += c->suspended;
		m->cpus[cpu].resumed += c->resumed;
	}
	err = read_suspended(m, q);
	if (err)
		return err;
	gone = q->resumed + q->lost[FLEXNET_LOST_QUEUE_FULL] + q->lost[FLEXNET_LOST_REDIRECT];
	q->in_queue = q->suspended > gone ? q->suspended - gone : 0;
	return 0;
}

static int read_queues(struct flexnet_monitor *m, struct flexnet_stats *stats)
{
	__u32 rows = m->table->set_count * m->possible, row, cpu;
	int err;

	memset(m->cpus, 0, m->possible * sizeof(*m->cpus));
	for (cpu = 0; cpu < m->possible; cpu++)
		m->cpus[cpu].cpu = cpu;
	for (row = 0; row < rows; row++) {
		struct flexnet_queue_stats *q = &m->queues[stats->queue_count];

		err = read_queue(m, row, q);
		if (err)
			return err;
		if (!m->served[row] && !q->suspended)
			continue;
		add_queue(&stats->total, q);
		stats->queue_count++;
	}
	stats->queues = m->queues;
	stats->cpus = m->cpus;
	stats->cpu_count = m->possible;
	return 0;
}

static int read_unsuspended(struct flexnet_monitor *m)
{
	const __u64(*counters)[FLEXNET_REASONS] = m->value;
	__u32 zero = 0, i;
	int err;

	err = bpf_map_lookup_elem(m->maps.counters, &zero, m->value);
	if (err)
		return flexnet_fail_bpf(err, "cannot read the counters");
	for (i = 0; i < m->table->point_count; i++)
		memcpy(m->points[i].unsuspended, counters[i], sizeof(counters[i]));
	return 0;
}

static int read_sojourn(struct flexnet_monitor *m, struct flexnet_stats *stats)
{
	const struct flexnet_histogram *per_cpu = m->value;
	struct flexnet_histogram all = {};
	__u32 point, cpu, b;
	int err;

	for (point = 0; point < m->table->point_count; point++) {
		struct flexnet_histogram sum = {};

		err = bpf_map_lookup_elem(m->maps.sojourn, &point, m->value);
		if (err)
			return flexnet_fail_bpf(err, "cannot read the sojourn times");
		for (cpu = 0; cpu < m->possible; cpu++)
			for (b = 0; b < FLEXNET_BUCKETS; b++) {
				sum.bucket[b] += per_cpu[cpu].bucket[b];
				all.bucket[b] += per_cpu[cpu].bucket[b];
			}
		m->points[point].sojourn = histogram__quantiles(&sum);
	}
	stats->sojourn = histogram__quantiles(&all);
	return 0;
}

int flexnet_monitor__read(struct flexnet_monitor *m, struct flexnet_stats *stats)
{
	int err = 0;

	*stats = (struct flexnet_stats){
		.uncounted = m->uncounted[0] ? m->uncounted : NULL,
		.has_sojourn = m->has_sojourn,
		.points = m->points,
		.point_count = m->table->point_count,
	};
	memset(m->points, 0, m->table->point_count * sizeof(*m->points));
	if (!stats->uncounted)
		err = read_queues(m, stats);
	if (!err && m->has_counters)
		err = read_unsuspended(m);
	if (!err && m->has_sojourn)
		err = read_sojourn(m, stats);
	return err;
}

enum flexnet_policy flexnet_policy_of(const struct flexnet_set *set, enum flexnet_reason reason)
{
	if (reason == FLEXNET_BAD_FRAME)
		return FLEXNET_DROP;
	return reason == FLEXNET_QUEUE_FULL ? set->full : set->unsuspendable;
}

const char *flexnet_reason_name(enum flexnet_reason reason)
{
	static const char *const names[FLEXNET_REASONS] = {
		[FLEXNET_NO_HEADROOM] = "no_headroom", [FLEXNET_OUT_OF_RANGE] = "out_of_range",
		[FLEXNET_NO_CPU] = "no_cpu",	       [FLEXNET_QUEUE_FULL] = "queue_full",
		[FLEXNET_BAD_FRAME] = "bad_frame",
	};

	return reason < FLEXNET_REASONS ? names[reason] : "unknown";
}

const char *flexnet_loss_name(enum flexnet_loss loss)
{
	static const char *const names[FLEXNET_LOSSES] = {
		[FLEXNET_LOST_QUEUE_FULL] = "queue_full",
		[FLEXNET_LOST_REDIRECT] = "redirect",
		[FLEXNET_LOST_SKB_ALLOC] = "skb_alloc",
	};

	return loss < FLEXNET_LOSSES ? names[loss] : "unknown";
}
