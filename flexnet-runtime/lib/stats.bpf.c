// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only
/*
 * Counts what happens in the queue sets of one object, with the tracepoints that the
 * kernel's cpumap has anyway: the user's programs stay free of counters. They fire once
 * per batch, in native XDP.
 */
#include <linux/bpf.h>
#include <linux/errno.h>
#include <stddef.h>

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#include "stats.h"

char _license[] SEC("license") = "Dual BSD/GPL";

/* As the kernel's BTF has it; only the names matter. */
struct xdp_cpumap_stats {
	unsigned int redirect;
	unsigned int pass;
	unsigned int drop;
} __attribute__((preserve_access_index));

/* Set before load. */
const volatile __u32 queues_per_set;

/* Id of a queue set's map -> its index. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} sets SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct stats_row);
} counts SEC(".maps");

static __always_inline struct stats_row *row_of(__u32 map_id, __u32 queue)
{
	__u32 *set = bpf_map_lookup_elem(&sets, &map_id);
	__u32 row;

	if (!set || queue >= queues_per_set)
		return NULL;
	row = *set * queues_per_set + queue;
	return bpf_map_lookup_elem(&counts, &row);
}

SEC("tp_btf/xdp_cpumap_enqueue")
int BPF_PROG(enqueue, int map_id, unsigned int processed, unsigned int drops, int to_cpu)
{
	struct stats_row *row = row_of(map_id, to_cpu);

	if (!row)
		return 0;
	/* Native XDP counts a drop as processed, too; generic XDP does not. */
	row->suspended += processed > drops ? processed : drops;
	row->queue_full += drops;
	return 0;
}

/* Runs in the thread of the queue, which is bound to the queue's CPU. */
SEC("tp_btf/xdp_cpumap_kthread")
int BPF_PROG(kthread, int map_id, unsigned int processed, unsigned int drops, int sched,
	     struct xdp_cpumap_stats *stats)
{
	struct stats_row *row = row_of(map_id, bpf_get_smp_processor_id());

	if (!row)
		return 0;
	row->resumed += processed;
	row->skb_alloc_failed += drops;
	row->passed += stats->pass;
	row->redirected += stats->redirect;
	row->dropped += stats->drop;
	return 0;
}

SEC("tp_btf/xdp_redirect_err")
int BPF_PROG(redirect_err, const void *dev, const void *prog, const void *target, int err,
	     int map_type, __u32 map_id, __u32 index)
{
	struct stats_row *row;

	/* Generic XDP reports a full queue here again. */
	if (map_type != BPF_MAP_TYPE_CPUMAP || err == -ENOSPC)
		return 0;
	row = row_of(map_id, index);
	if (!row)
		return 0;
	row->suspended++;
	row->redirect_failed++;
	return 0;
}
