// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* One worker: a pinned thread that runs executors round by round, and sleeps. */
#include <errno.h>
#include <sched.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "worker.h"

/* Longest sleep: nothing waits; something waits that no executor wants yet. */
#define IDLE_MS 100
#define WAITING_MS 1
#define ENOUGH_READY 256
/* A worker that is woken for others' coroutines makes itself rare: microseconds. */
#define MISSES 4
#define NAP 20
#define LONGEST_NAP 200

__u64 clock__ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000ULL + now.tv_nsec;
}

static bool must_quit(const struct worker *w)
{
	return __atomic_load_n(&w->all->quit, __ATOMIC_RELAXED);
}

static __u64 inserted(const struct flexnet_workers *all)
{
	__u64 total = 0;
	size_t i;

	for (i = 0; i < all->queue_count; i++)
		total += __atomic_load_n(&all->queues[i]->tail, __ATOMIC_SEQ_CST);
	return total;
}

/* How many coroutines the round took. Until the round is over nobody else takes from a queue
 * that it owns; of one without an owner, whoever looks first counts what was taken. */
static __u64 count_taken(const struct worker *w, __u64 epoch)
{
	__u64 me = epoch << 8 | (w->number + 1), taken = 0;
	size_t i;

	for (i = 0; i < w->all->queue_count; i++) {
		const struct flexnet_queue *queue = w->all->queues[i];
		__u64 owner = __atomic_load_n(&queue->owner, __ATOMIC_RELAXED);
		__u64 *counted = &w->all->counted[i];
		__u64 before = __atomic_load_n(counted, __ATOMIC_RELAXED), head;

		if (owner && owner != me)
			continue;
		head = queue__head(queue);
		if (head > before && __atomic_compare_exchange_n(counted, &before, head, false,
								 __ATOMIC_RELAXED, __ATOMIC_RELAXED))
			taken += head - before;
	}
	return taken;
}

static void run_executors(struct worker *w, struct flexnet_worker_ctx *ctx)
{
	LIBBPF_OPTS(bpf_test_run_opts, opts, .ctx_in = ctx, .ctx_size_in = sizeof(*ctx));
	const int *executor;

	for (executor = w->executors; *executor >= 0; executor++) {
		ctx->polls = 0; /* the kernel copies the context back */
		bpf_prog_test_run_opts(*executor, &opts);
	}
}

/* The number of coroutines resumed. */
static __u64 run_round(struct worker *w)
{
	struct flexnet_workers *all = w->all;
	struct flexnet_worker_ctx ctx = {
		.worker = w->number,
		.workers = all->opts.count,
		.epoch = all->epochs[w->number] + 1,
	};
	__u64 taken, before, ready = 0;

	__atomic_store_n(&all->epochs[w->number], ctx.epoch, __ATOMIC_SEQ_CST);
	/* Executors are quick, and the first packet to deliver costs as much as twenty more. */
	do {
		before = ready;
		run_executors(w, &ctx);
		ready = deliver__ready(&all->deliver);
	} while (ready > before && ready < ENOUGH_READY);
	taken = count_taken(w, ctx.epoch);
	w->stats->delivered += deliver__run(&all->deliver);
	__atomic_store_n(&all->obj->memory->state->finished[w->number], ctx.epoch,
			 __ATOMIC_RELEASE);
	w->stats->rounds++;
	w->stats->resumed += taken;
	return taken;
}

static void nap(struct worker *w)
{
	unsigned us = (w->misses - MISSES) * NAP;

	if (w->misses > MISSES)
		usleep(us < LONGEST_NAP ? us : LONGEST_NAP);
}

/* Unless something was inserted since there were `before`. */
static void sleep_until_woken(struct worker *w, __u64 before)
{
	struct flexnet_workers *all = w->all;
	struct epoll_event event;
	__u64 one = 1;

	nap(w);
	__atomic_exchange_n(&all->obj->memory->state->sleeping, 1, __ATOMIC_SEQ_CST);
	if (inserted(all) != before || must_quit(w))
		return;
	w->stats->sleeps++;
	if (epoll_wait(w->epoll, &event, 1, object__waiting(all->obj) ? WAITING_MS : IDLE_MS) < 1)
		return;
	w->misses++;
	if (event.data.fd != all->wake_fd)
		return;
	/* One entry for all that sleep: whoever reads it tells the others. */
	pthread_mutex_lock(&all->wake_lock);
	ring_buffer__consume(all->wake);
	pthread_mutex_unlock(&all->wake_lock);
	if (all->opts.count > 1 && write(all->kick, &one, sizeof(one)) < 0)
		w->misses = 0;
}

static void *work(void *arg)
{
	struct worker *w = arg;
	struct flexnet_workers *all = w->all;
	struct flexnet_worker_stats *stats = w->stats;
	__u64 start = clock__ns(), now = start, busy = start;

	while (!must_quit(w)) {
		__u64 before = inserted(all), begin = now;
		bool useful = run_round(w);

		now = clock__ns();
		if (useful) {
			stats->busy_ns += now - begin;
			w->misses = 0;
			busy = now;
		} else if (!all->opts.busy_poll && now - busy > all->opts.idle_us * 1000ULL) {
			sleep_until_woken(w, before);
			busy = now = clock__ns();
		}
		stats->total_ns = now - start;
	}
	stats->running = 0;
	return NULL;
}

static int watch(struct worker *w, int fd, __u32 events)
{
	struct epoll_event event = { .events = events, .data.fd = fd };

	if (fd >= 0 && epoll_ctl(w->epoll, EPOLL_CTL_ADD, fd, &event))
		return flexnet_fail(errno, "cannot wait for events: %s", strerror(errno));
	return 0;
}

static int create_thread(struct worker *w)
{
	pthread_attr_t attr;
	cpu_set_t *cpus = CPU_ALLOC(w->cpu + 1);
	size_t size = CPU_ALLOC_SIZE(w->cpu + 1);
	int err;

	if (!cpus)
		return flexnet_fail(ENOMEM, "out of memory");
	CPU_ZERO_S(size, cpus);
	CPU_SET_S(w->cpu, size, cpus);
	pthread_attr_init(&attr);
	pthread_attr_setaffinity_np(&attr, size, cpus);
	err = pthread_create(&w->thread, &attr, work, w);
	pthread_attr_destroy(&attr);
	CPU_FREE(cpus);
	if (err)
		return flexnet_fail(err, "cannot start worker %u on CPU %d: %s", w->number, w->cpu,
				    strerror(err));
	return 0;
}

int worker__start(struct worker *w)
{
	int err;

	*w->stats = (struct flexnet_worker_stats){ .cpu = w->cpu, .running = 1 };
	w->epoll = epoll_create1(EPOLL_CLOEXEC);
	if (w->epoll < 0)
		return flexnet_fail(errno, "cannot wait for events: %s", strerror(errno));
	err = watch(w, w->all->wake_fd, EPOLLIN);
	/* Each worker sees each kick once, and nobody has to read it. */
	err = err ?: watch(w, w->all->kick, EPOLLIN | EPOLLET);
	err = err ?: create_thread(w);
	if (err)
		w->stats->running = 0;
	return err;
}
