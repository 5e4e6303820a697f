/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A monitor: monitor.c makes it, read.c reads with it. */
#ifndef FLEXNET_MONITOR_H
#define FLEXNET_MONITOR_H

#include "internal.h"

struct flexnet_monitor {
	struct flexnet_table *table;
	struct tracepoints *tracepoints; /* NULL: pinned, or not permitted */
	struct monitor_maps maps;
	char uncounted[512]; /* why, or "" */
	bool has_counters;
	bool has_sojourn;
	bool has_suspended;
	__u32 possible; /* CPUs, and rows of each set */
	bool *served;	/* by row */

	/* What the last read gave. */
	struct flexnet_queue_stats *queues;
	struct flexnet_cpu_stats *cpus;
	struct flexnet_point_stats *points;
	void *value; /* room for one map value of all CPUs */
};

#endif
