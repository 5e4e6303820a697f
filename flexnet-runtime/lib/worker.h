/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the files of the workers share. */
#ifndef FLEXNET_WORKER_H
#define FLEXNET_WORKER_H

#include <pthread.h>

#include "internal.h"

__u64 clock__ns(void);

/* deliver.c: gives coroutines that were resumed their packets. */
struct deliver {
	const struct flexnet_object *obj;
	struct live_run live; /* no program: no set carries packets */
	__u32 ifindex;
	struct flexnet_queue *ready; /* FLEXNET_MAX_WORKERS rings */
	bool any_ring; /* which one is this thread's cannot be told */
};
int deliver__start(struct deliver *deliver, const struct flexnet_object *obj, const char *dev);
void deliver__stop(struct deliver *deliver);
/* How many packets' coroutines this thread has resumed and not run. */
__u64 deliver__ready(const struct deliver *deliver);
/* Runs what this thread has resumed; the number of packets. */
__u64 deliver__run(struct deliver *deliver);

/* drain.c: resumes what no executor does. */
struct drain {
	struct flexnet_object *obj;
	struct deliver *deliver;
	int program; /* -1: nothing is ever suspended */
	__u64 delivered;
};
void drain__init(struct drain *drain, struct flexnet_object *obj, struct deliver *deliver);
/* How many of the queue's coroutines went on. */
__u64 drain__queue(struct drain *drain, __u32 set, __u32 queue);
void drain__all(struct drain *drain);
/* All of an object. */
__u64 object__waiting(const struct flexnet_object *obj);
__u64 object__taken(const struct flexnet_object *obj);
/* Lets the executors end what waits, in their order, as long as they take any of it. */
void object__wait_until_empty(const struct flexnet_object *obj);

/* sweep.c: frees cells whose coroutines were taken and dropped. */
struct sweep {
	const struct flexnet_object *obj;
	const __u64 *epochs; /* of the workers now under way, FLEXNET_MAX_WORKERS */
	__u64 *marked_at;    /* what they were when the pass began */
	__u32 **marks;	     /* by set and cell: seq of a cell that was taken in the pass before */
	__u32 set, cell;     /* where to go on */
};
int sweep__init(struct sweep *sweep, const struct flexnet_object *obj, const __u64 *epochs);
void sweep__free(struct sweep *sweep);
/* Looks at some cells; the number freed. */
__u64 sweep__step(struct sweep *sweep);
/* Nobody runs any more: frees all that were taken. */
__u64 sweep__all(const struct flexnet_object *obj);

/* worker.c */
struct flexnet_workers;
struct worker {
	struct flexnet_workers *all;
	pthread_t thread;
	__u32 number;
	int cpu;
	int *executors; /* file descriptors, ends with -1 */
	int epoll;
	unsigned misses; /* times it was woken for nothing in a row */
	struct flexnet_worker_stats *stats;
};
int worker__start(struct worker *worker);

/* kernel_workers.c */
int kernel_workers__start(const struct flexnet_object *obj, __u32 count);
void kernel_workers__read_epochs(const struct flexnet_object *obj, __u32 count, __u64 *epochs);
void kernel_workers__end(const struct flexnet_object *obj);

/* watchdog.c */
struct watchdog;
int watchdog__start(struct flexnet_workers *workers, struct watchdog **watchdog);
void watchdog__stop(struct watchdog *watchdog);

/* workers.c */
struct flexnet_workers {
	struct flexnet_object *obj;
	struct flexnet_workers_opts opts;
	__u32 threads; /* 0: the workers are the kernel's */
	struct deliver deliver;
	struct worker *workers;
	struct flexnet_worker_stats *stats; /* mapped */
	__u64 epochs[FLEXNET_MAX_WORKERS];  /* of the rounds under way */
	struct flexnet_queue **queues;	    /* of all sets with executors */
	size_t queue_count;
	__u64 *counted; /* by queue: its head when it was counted last */
	struct ring_buffer *wake;
	int wake_fd;
	int kick; /* eventfd, never read: wakes all workers */
	pthread_mutex_t wake_lock;
	struct watchdog *watchdog;
	bool quit;
	__u64 stuck; /* queues that the watchdog reported */
};

#endif
