/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A monitor: monitor.c makes it, read.c reads with it, pin.c lets others read. */
#ifndef FLEXNET_MONITOR_H
#define FLEXNET_MONITOR_H

#include "internal.h"

/* A map's memory, shared with the programs. */
struct mapping {
	const void *data; /* NULL: there is no such map */
	size_t size;
};

#define PACKET_COUNTERS 32

struct flexnet_monitor {
	void *section; /* the table's, for pin.c */
	size_t section_size;
	struct flexnet_table *table;
	struct tracepoints *tracepoints; /* NULL: pinned, not needed or not permitted */
	struct monitor_maps maps;
	struct mapping memory;
	struct mapping state;
	struct mapping workers;
	char uncounted[512]; /* why, or "" */
	bool has_counters;
	bool has_sojourn;
	bool has_suspended;
	__u32 possible; /* CPUs, and rows of each set in the tracepoints' counts */
	bool *served;	/* by row */
	char *published; /* name, or NULL */
	int process;	 /* that published it */
	__u32 handoff;	 /* index of the hand-off device; 0: not of the kernel runtime */

	/* What the last read gave. */
	struct flexnet_queue_stats *queues;
	struct flexnet_cpu_stats *cpus;
	struct flexnet_worker_stats *worker;
	struct flexnet_point_stats *points;
	struct flexnet_counter packets[PACKET_COUNTERS];
	void *value; /* room for one map value of all CPUs */
};

/* pin.c: the names go away, if they are this monitor's. */
void monitor__unpublish(struct flexnet_monitor *monitor);

/* executor_queues.c: adds the queues that something came to, the sojourn of each point to its
 * own and to *sojourn, and the workers. */
void executor_queues__read(struct flexnet_monitor *monitor, struct flexnet_stats *stats,
			   struct flexnet_histogram *sojourn);
/* packets.c: the counters of the hand-off device, if it is in this network namespace. */
void packets__read(struct flexnet_monitor *monitor, struct flexnet_stats *stats);
/* read.c: keeps *queue, which is m->queues[stats->queue_count], and adds it to the total. */
void stats__add_queue(struct flexnet_stats *stats, const struct flexnet_queue_stats *queue);

#endif
