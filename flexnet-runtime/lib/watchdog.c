// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Reports queues that make no progress; frees the cells of abandoned coroutines. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "worker.h"

/* Between two looks, also with a shorter or without a time limit. */
#define SHORTEST_MS 1
#define LONGEST_MS 100

struct seen {
	__u64 head;
	__u64 since; /* ns; 0: nothing waits */
	bool reported;
};

struct watchdog {
	struct flexnet_workers *workers;
	pthread_t thread;
	struct seen *seen; /* by queue */
	struct drain drain;
	struct sweep sweep;
	bool quit;
};

static void report(struct watchdog *w, const struct flexnet_set *set, __u32 queue, __u64 waiting,
		   unsigned ms)
{
	const struct flexnet_workers_opts *opts = &w->workers->opts;
	char text[512];

	__atomic_fetch_add(&w->workers->stuck, 1, __ATOMIC_RELAXED);
	if (!opts->log)
		return;
	snprintf(text, sizeof(text), "queue %u of set '%s' has been stuck for %u ms with %llu "
		 "waiting: no executor takes from it%s", queue, set->name, ms, waiting,
		 opts->pass_stuck ? "; they are resumed now" : "");
	opts->log(text);
}

static void look_at(struct watchdog *w, struct seen *seen, __u32 set_index, __u32 index, __u64 now)
{
	const struct flexnet_object *obj = w->workers->obj;
	const struct flexnet_set *set = &obj->table->sets[set_index];
	const struct flexnet_queue *queue = set__queue(obj, set, index);
	__u64 head = queue__head(queue), waiting = queue__waiting(queue), ns;

	if (!waiting || head != seen->head || !seen->since) {
		*seen = (struct seen){ .head = head, .since = waiting ? now : 0 };
		return;
	}
	ns = now - seen->since;
	if (ns < w->workers->opts.watchdog_ms * 1000000ULL)
		return;
	if (!seen->reported)
		report(w, set, index, waiting, ns / 1000000);
	seen->reported = true;
	if (w->workers->opts.pass_stuck)
		drain__queue(&w->drain, set_index, index);
}

static void look(struct watchdog *w)
{
	const struct flexnet_table *table = w->workers->obj->table;
	struct seen *seen = w->seen;
	__u64 now = clock__ns();
	__u32 set, queue;

	for (set = 0; set < table->set_count; set++)
		for (queue = 0; set__is_executed(&table->sets[set]) &&
				queue < table->sets[set].queues; queue++)
			look_at(w, seen++, set, queue, now);
}

static unsigned interval_ms(const struct flexnet_workers_opts *opts)
{
	unsigned ms = opts->watchdog_ms / 4;

	if (!opts->watchdog_ms || ms > LONGEST_MS)
		return LONGEST_MS;
	return ms ?: SHORTEST_MS;
}

static void *guard(void *arg)
{
	struct watchdog *w = arg;
	const struct flexnet_workers_opts *opts = &w->workers->opts;

	while (!__atomic_load_n(&w->quit, __ATOMIC_RELAXED)) {
		usleep(interval_ms(opts) * 1000);
		if (opts->watchdog_ms)
			look(w);
		if (opts->kernel)
			kernel_workers__read_epochs(w->workers->obj, opts->count,
						    w->workers->epochs);
		sweep__step(&w->sweep);
	}
	return NULL;
}

static void release(struct watchdog *w)
{
	sweep__free(&w->sweep);
	free(w->seen);
	free(w);
}

int watchdog__start(struct flexnet_workers *workers, struct watchdog **out)
{
	struct watchdog *w = calloc(1, sizeof(*w));
	int err;

	if (!w)
		return flexnet_fail(ENOMEM, "out of memory");
	w->workers = workers;
	drain__init(&w->drain, workers->obj, &workers->deliver);
	w->seen = calloc(workers->queue_count + 1, sizeof(*w->seen));
	err = w->seen ? sweep__init(&w->sweep, workers->obj, workers->epochs) :
			flexnet_fail(ENOMEM, "out of memory");
	if (!err) {
		err = pthread_create(&w->thread, NULL, guard, w);
		if (err)
			err = flexnet_fail(err, "cannot start the watchdog: %s", strerror(err));
	}
	if (err)
		release(w);
	else
		*out = w;
	return err;
}

void watchdog__stop(struct watchdog *w)
{
	if (!w)
		return;
	__atomic_store_n(&w->quit, true, __ATOMIC_RELAXED);
	pthread_join(w->thread, NULL);
	release(w);
}
