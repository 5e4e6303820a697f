/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Shared by stats.bpf.c, which counts, and monitor.c, which reads. */
#ifndef FLEXNET_STATS_H
#define FLEXNET_STATS_H

#include <linux/types.h>

/* One queue of one set, on one CPU. Row = set * queues_per_set + queue. */
struct stats_row {
	__u64 suspended;
	__u64 queue_full;
	__u64 redirect_failed;
	__u64 resumed;
	__u64 skb_alloc_failed;
	__u64 passed;
	__u64 redirected;
	__u64 dropped;
};

#endif
