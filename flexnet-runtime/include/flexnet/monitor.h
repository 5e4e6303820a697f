/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The counters of loaded objects, read by libflexnet. How each is counted, and what it costs, is in
 * docs/counters.md. Errors as in libflexnet.h, which includes this.
 */
#ifndef FLEXNET_LIBFLEXNET_MONITOR_H
#define FLEXNET_LIBFLEXNET_MONITOR_H

#include <flexnet/libflexnet.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What became of a coroutine that was suspended and not resumed. */
enum flexnet_loss {
	FLEXNET_LOST_QUEUE_FULL, /* CPU queues: the queue already held `depth` packets */
	FLEXNET_LOST_REDIRECT,	 /* CPU queues: the driver's buffer could not be handed over */
	FLEXNET_LOST_ABANDONED,	 /* executor queues: an executor took it and did not resume it */
	FLEXNET_LOST_SKB_ALLOC,	 /* CPU queues: resumed and passed, but no memory for the skb */
	FLEXNET_LOSSES
};

/* Nanoseconds. A quantile is the largest value of its bucket: up to 1/8 too long. */
struct flexnet_quantiles {
	__u64 samples; /* 0: the others are not known */
	__u64 p50;
	__u64 p90;
	__u64 p99;
	__u64 p999;
	__u64 max;
};

/*
 * In every reading, of each queue and of the total:
 *	suspended = resumed + lost[QUEUE_FULL] + lost[REDIRECT] + lost[ABANDONED] + in_queue
 * Of CPU queues resumed = passed + redirected + dropped; lost[SKB_ALLOC] is part of passed.
 * Of executor queues `resumed` is what executors took, less what they abandoned.
 */
struct flexnet_queue_stats {
	__u32 set;
	__u32 queue;
	__u64 suspended;
	__u64 resumed;
	__u64 in_queue;
	__u64 lost[FLEXNET_LOSSES];
	__u64 passed;
	__u64 redirected;
	__u64 dropped;
	/* Executor queues: never suspended, by reason. What then: flexnet_policy_of(). */
	__u64 refused[FLEXNET_REASONS];
	/* Executor queues: of those that were resumed; sampled as of points. */
	struct flexnet_quantiles sojourn;
};

/* What CPU queues' packets cost each CPU. */
struct flexnet_cpu_stats {
	__u32 cpu;
	__u64 suspended; /* by this CPU, on any queue */
	__u64 resumed;
};

/*
 * A thread that runs executors. Also the value of the array map FLEXNET_MAP_WORKERS, in
 * which a worker keeps its own up to date: that is how other processes see it.
 */
struct flexnet_worker_stats {
	__u32 cpu;
	__u32 running;
	__u64 rounds;	 /* times the executors ran */
	__u64 resumed;	 /* coroutines, with those that its executors took and abandoned */
	__u64 delivered; /* of which on a packet */
	__u64 sleeps;
	__u64 busy_ns;	 /* in rounds that resumed something */
	__u64 total_ns;	 /* since it started */
} __attribute__((aligned(64)));
#define FLEXNET_MAP_WORKERS "flexnet_workers"

struct flexnet_point_stats {
	__u64 unsuspended[FLEXNET_REASONS];
	/* From suspension until resumption. CPU queues: only with -fflexnet-sojourn; executor
	 * queues: sampled, all with -fflexnet-sojourn. */
	struct flexnet_quantiles sojourn;
};

struct flexnet_counter {
	const char *name;
	__u64 count;
};

/* Owned by the monitor, valid until its next read. Queues that served nothing and have
 * no executor are left out; of executor queues those that nothing came to. */
struct flexnet_stats {
	const char *uncounted; /* NULL, or why CPU queues are not known; they are left out */
	bool has_sojourn;      /* of one point at least */
	struct flexnet_queue_stats total;
	struct flexnet_quantiles sojourn; /* of all points */
	const struct flexnet_queue_stats *queues;
	size_t queue_count;
	const struct flexnet_cpu_stats *cpus;
	size_t cpu_count;
	const struct flexnet_worker_stats *workers; /* by number; total_ns 0: never ran */
	size_t worker_count;
	const struct flexnet_point_stats *points; /* as table->points */
	size_t point_count;
	/* Of the kernel runtime's hand-off device, by the names of docs/kernel-runtime.md. None, if
	 * it is not in the caller's network namespace. */
	const struct flexnet_counter *packets;
	size_t packet_count;
};

/* What became of what was refused for this reason. */
enum flexnet_policy flexnet_policy_of(const struct flexnet_set *set, enum flexnet_reason reason);
/* "no_headroom", "queue_full", ...: the names used in every report. */
const char *flexnet_reason_name(enum flexnet_reason reason);
const char *flexnet_loss_name(enum flexnet_loss loss);

/* For a loaded object; start before attach to count from the first packet. Counts CPU
 * queues with the kernel's tracepoints. If those are not permitted it still starts and says
 * so in `uncounted`. Executor queues count themselves. */
int flexnet_monitor__start(struct flexnet_object *obj, struct flexnet_monitor **monitor);
int flexnet_monitor__read(struct flexnet_monitor *monitor, struct flexnet_stats *stats);
const struct flexnet_table *flexnet_monitor__table(const struct flexnet_monitor *monitor);
/* Lets other processes read the counters by this name, as those of a pinned object, until
 * the monitor is closed. */
int flexnet_monitor__publish(struct flexnet_monitor *monitor, const char *name);
/* NULL is allowed. */
void flexnet_monitor__close(struct flexnet_monitor *monitor);

#ifdef __cplusplus
}
#endif

#endif
