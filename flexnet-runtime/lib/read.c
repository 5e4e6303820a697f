// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* One reading of all counters. They run on while they are read. */
#include <errno.h>
#include <string.h>

#include <bpf/bpf.h>

#include "monitor.h"
#include "stats.h"

void stats__add_queue(struct flexnet_stats *stats, const struct flexnet_queue_stats *q)
{
	struct flexnet_queue_stats *sum = &stats->total;
	int i;

	stats->queue_count++;
	sum->suspended += q->suspended;
	sum->resumed += q->resumed;
	sum->in_queue += q->in_queue;
	sum->passed += q->passed;
	sum->redirected += q->redirected;
	sum->dropped += q->dropped;
	for (i = 0; i < FLEXNET_LOSSES; i++)
		sum->lost[i] += q->lost[i];
	for (i = 0; i < FLEXNET_REASONS; i++)
		sum->refused[i] += q->refused[i];
}

/* What the object counted itself, where it does: the tracepoint misses some under load. */
static int read_suspended(struct flexnet_monitor *m, struct flexnet_queue_stats *q)
{
	__u32 row = q->set * FLEXNET_COUNTED_QUEUES + q->queue, cpu;
	const __u64 *counts = m->value;
	int err;

	if (!m->has_suspended || q->set >= FLEXNET_COUNTED_SETS || q->queue >= FLEXNET_COUNTED_QUEUES)
		return 0;
	err = bpf_map_lookup_elem(m->maps.fd[MONITOR_SUSPENDED], &row, m->value);
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

	err = bpf_map_lookup_elem(m->maps.fd[MONITOR_COUNTS], &row, m->value);
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
	/* Read before `gone` was complete, or missed by the tracepoint: it was suspended. */
	if (q->suspended < gone)
		q->suspended = gone;
	q->in_queue = q->suspended - gone;
	return 0;
}

static int read_cpu_queues(struct flexnet_monitor *m, struct flexnet_stats *stats)
{
	__u32 rows = m->table->set_count * m->possible, row, cpu;
	int err;

	memset(m->cpus, 0, m->possible * sizeof(*m->cpus));
	for (cpu = 0; cpu < m->possible; cpu++)
		m->cpus[cpu].cpu = cpu;
	for (row = 0; row < rows; row++) {
		struct flexnet_queue_stats *q = &m->queues[stats->queue_count];

		if (m->table->sets[row / m->possible].transport != FLEXNET_TRANSPORT_CPUMAP)
			continue;
		err = read_queue(m, row, q);
		if (err)
			return err;
		if (m->served[row] || q->suspended)
			stats__add_queue(stats, q);
	}
	stats->cpus = m->cpus;
	stats->cpu_count = m->possible;
	return 0;
}

static int read_unsuspended(struct flexnet_monitor *m)
{
	const __u64(*counters)[FLEXNET_REASONS] = m->value;
	__u32 zero = 0, i;
	int err;

	err = bpf_map_lookup_elem(m->maps.fd[MONITOR_COUNTERS], &zero, m->value);
	if (err)
		return flexnet_fail_bpf(err, "cannot read the counters");
	for (i = 0; i < m->table->point_count; i++)
		memcpy(m->points[i].unsuspended, counters[i], sizeof(counters[i]));
	return 0;
}

static int read_sojourn(struct flexnet_monitor *m, struct flexnet_histogram *all)
{
	const struct flexnet_histogram *per_cpu = m->value;
	__u32 point, cpu;
	int err;

	for (point = 0; point < m->table->point_count; point++) {
		struct flexnet_histogram sum = {};

		err = bpf_map_lookup_elem(m->maps.fd[MONITOR_SOJOURN], &point, m->value);
		if (err)
			return flexnet_fail_bpf(err, "cannot read the sojourn times");
		for (cpu = 0; cpu < m->possible; cpu++)
			histogram__add(&sum, &per_cpu[cpu]);
		m->points[point].sojourn = histogram__quantiles(&sum);
		histogram__add(all, &sum);
	}
	return 0;
}

int flexnet_monitor__read(struct flexnet_monitor *m, struct flexnet_stats *stats)
{
	struct flexnet_histogram sojourn = {};
	int err = 0;

	*stats = (struct flexnet_stats){
		.uncounted = m->uncounted[0] ? m->uncounted : NULL,
		.has_sojourn = m->has_sojourn,
		.queues = m->queues,
		.points = m->points,
		.point_count = m->table->point_count,
	};
	memset(m->points, 0, m->table->point_count * sizeof(*m->points));
	if (m->has_counters)
		err = read_unsuspended(m);
	if (!err && m->has_sojourn)
		err = read_sojourn(m, &sojourn);
	if (!err && m->maps.fd[MONITOR_COUNTS] >= 0)
		err = read_cpu_queues(m, stats);
	if (err)
		return err;
	executor_queues__read(m, stats, &sojourn);
	packets__read(m, stats);
	stats->sojourn = histogram__quantiles(&sojourn);
	return 0;
}

enum flexnet_policy flexnet_policy_of(const struct flexnet_set *set, enum flexnet_reason reason)
{
	switch (reason) {
	case FLEXNET_BAD_FRAME:
	case FLEXNET_ABANDONED:
		return FLEXNET_DROP;
	case FLEXNET_QUEUE_FULL:
		return set->full;
	case FLEXNET_NO_WORKER:
		return set->no_worker;
	default:
		return set->unsuspendable;
	}
}

const char *flexnet_reason_name(enum flexnet_reason reason)
{
	static const char *const names[FLEXNET_REASONS] = {
		[FLEXNET_NO_HEADROOM] = "no_headroom", [FLEXNET_OUT_OF_RANGE] = "out_of_range",
		[FLEXNET_NO_CPU] = "no_cpu",	       [FLEXNET_QUEUE_FULL] = "queue_full",
		[FLEXNET_BAD_FRAME] = "bad_frame",     [FLEXNET_NO_WORKER] = "no_worker",
		[FLEXNET_TOO_LONG] = "too_long",       [FLEXNET_CONTENDED] = "contended",
		[FLEXNET_ABANDONED] = "abandoned",
	};

	return reason < FLEXNET_REASONS ? names[reason] : "unknown";
}

const char *flexnet_loss_name(enum flexnet_loss loss)
{
	static const char *const names[FLEXNET_LOSSES] = {
		[FLEXNET_LOST_QUEUE_FULL] = "queue_full",
		[FLEXNET_LOST_REDIRECT] = "redirect",
		[FLEXNET_LOST_ABANDONED] = "abandoned",
		[FLEXNET_LOST_SKB_ALLOC] = "skb_alloc",
	};

	return loss < FLEXNET_LOSSES ? names[loss] : "unknown";
}
