// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Starts and stops the workers of an object. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "worker.h"

/* A wake-up takes longer than this. */
#define DEFAULT_IDLE_US 20

#define STATS_SIZE (FLEXNET_MAX_WORKERS * sizeof(struct flexnet_worker_stats))

static int ignore_entry(void *ctx, void *data, size_t size)
{
	return 0;
}

static int find_queues(struct flexnet_workers *all)
{
	const struct flexnet_table *table = all->obj->table;
	size_t count = 0;
	__u32 i, queue;

	for (i = 0; i < table->set_count; i++)
		count += set__is_executed(&table->sets[i]) ? table->sets[i].queues : 0;
	all->queues = calloc(count + 1, sizeof(*all->queues));
	all->counted = calloc(count + 1, sizeof(*all->counted));
	if (!all->queues || !all->counted)
		return flexnet_fail(ENOMEM, "out of memory");
	for (i = 0; i < table->set_count; i++)
		for (queue = 0; set__is_executed(&table->sets[i]) &&
				queue < table->sets[i].queues; queue++)
			all->queues[all->queue_count++] =
				set__queue(all->obj, &table->sets[i], queue);
	for (i = 0; i < all->queue_count; i++)
		all->counted[i] = queue__head(all->queues[i]);
	return 0;
}

static int open_wake(struct flexnet_workers *all)
{
	struct bpf_map *map = bpf_object__find_map_by_name(all->obj->bpf, FLEXNET_MAP_WAKE);

	all->kick = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (all->kick < 0)
		return flexnet_fail(errno, "cannot make an eventfd: %s", strerror(errno));
	if (!map) /* nothing is ever suspended */
		return 0;
	all->wake_fd = bpf_map__fd(map);
	all->wake = ring_buffer__new(all->wake_fd, ignore_entry, NULL, NULL);
	if (!all->wake)
		return flexnet_fail(errno, "cannot open the ring buffer " FLEXNET_MAP_WAKE ": %s",
				    strerror(errno));
	return 0;
}

static int executor_fd(const struct flexnet_workers *all, __u32 index)
{
	const struct flexnet_table *table = all->obj->table;
	const char *name = all->opts.executor_count ? all->opts.executors[index] :
						      table->executors[index].name;
	__u32 i;

	for (i = 0; i < table->executor_count; i++)
		if (!strcmp(table->executors[i].name, name))
			return bpf_program__fd(
				bpf_object__find_program_by_name(all->obj->bpf, name));
	return flexnet_fail(ENOENT, "has no executor '%s'", name);
}

/* With fewer workers than executors a worker runs several; with more, they take turns. */
static int assign_executors(struct flexnet_workers *all, struct worker *w)
{
	__u32 count = all->opts.executor_count ?: all->obj->table->executor_count;
	__u32 workers = all->opts.count, i;
	int *next;

	w->executors = next = calloc(count + 1, sizeof(*w->executors));
	if (!w->executors)
		return flexnet_fail(ENOMEM, "out of memory");
	for (i = 0; i < count; i++) {
		if (workers >= count ? w->number % count != i : i % workers != w->number)
			continue;
		*next = executor_fd(all, i);
		if (*next++ < 0)
			return -ENOENT;
	}
	*next = -1;
	return 0;
}

static int prepare_worker(struct flexnet_workers *all, __u32 number, const struct cpu_list *cpus)
{
	struct worker *w = &all->workers[number];

	w->all = all;
	w->number = number;
	w->cpu = cpus->cpu[number % cpus->count];
	w->stats = &all->stats[number];
	w->epoll = -1;
	all->epochs[number] = all->obj->memory->state->finished[number];
	return assign_executors(all, w);
}

static int prepare(struct flexnet_workers *all)
{
	struct cpu_list cpus = {};
	unsigned i;
	int err;

	all->workers = calloc(all->threads + 1, sizeof(*all->workers));
	if (!all->workers)
		return flexnet_fail(ENOMEM, "out of memory");
	all->stats = mmap(NULL, STATS_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED,
			  all->obj->workers_fd, 0);
	if (all->stats == MAP_FAILED) {
		all->stats = NULL;
		return flexnet_fail(errno, "cannot map the workers' figures: %s", strerror(errno));
	}
	err = find_queues(all);
	err = err ?: open_wake(all);
	err = err ?: deliver__start(&all->deliver, all->obj, all->opts.dev);
	err = err ?: cpu_list__select(all->opts.cpus, &cpus);
	for (i = 0; !err && i < all->threads; i++)
		err = prepare_worker(all, i, &cpus);
	cpu_list__free(&cpus);
	return err;
}

static int check_opts(const struct flexnet_object *obj, const struct flexnet_workers_opts *opts)
{
	if (!obj->memory)
		return flexnet_fail(EINVAL, obj->loaded ? "has no executor (SEC(\"flexnet/executor\")), "
							  "so there is nothing for workers to do" :
							  "load it before its workers start");
	if (!obj->table->executor_count)
		return flexnet_fail(ENOENT, "has queues for executors and no executor: write a "
				    "function in SEC(\"flexnet/executor\")");
	if (opts->kernel && !obj->kernel_workers)
		return flexnet_fail(EINVAL, "was not loaded for workers in the kernel");
	if (opts->count > DRAIN_WORKER)
		return flexnet_fail(EINVAL, "%u workers are too many: at most %d", opts->count,
				    DRAIN_WORKER);
	return 0;
}

static void end_threads(struct flexnet_workers *all)
{
	__u64 one = 1;
	unsigned i;

	watchdog__stop(all->watchdog);
	all->watchdog = NULL;
	__atomic_store_n(&all->quit, true, __ATOMIC_SEQ_CST);
	if (all->kick >= 0 && write(all->kick, &one, sizeof(one)) < 0)
		usleep(1); /* they wake up by themselves */
	if (all->opts.kernel)
		kernel_workers__end(all->obj);
	for (i = 0; all->workers && i < all->threads; i++)
		if (all->workers[i].thread)
			pthread_join(all->workers[i].thread, NULL);
}

static void release(struct flexnet_workers *all)
{
	unsigned i;

	for (i = 0; all->workers && i < all->threads; i++) {
		if (all->workers[i].epoll > 0)
			close(all->workers[i].epoll);
		free(all->workers[i].executors);
	}
	deliver__stop(&all->deliver);
	ring_buffer__free(all->wake);
	if (all->kick >= 0)
		close(all->kick);
	if (all->stats)
		munmap(all->stats, STATS_SIZE);
	free(all->workers);
	free(all->queues);
	free(all->counted);
	free(all);
}

static int start(struct flexnet_workers *all)
{
	int err = prepare(all);
	unsigned i;

	for (i = 0; !err && i < all->threads; i++)
		err = worker__start(&all->workers[i]);
	if (!err && all->opts.kernel)
		err = kernel_workers__start(all->obj, all->opts.count);
	err = err ?: watchdog__start(all, &all->watchdog);
	if (err)
		end_threads(all);
	else
		__atomic_store_n(&all->obj->memory->state->alive, 1, __ATOMIC_SEQ_CST);
	return err;
}

int flexnet_workers__start(struct flexnet_object *obj, const struct flexnet_workers_opts *opts,
			   struct flexnet_workers **out)
{
	static const struct flexnet_workers_opts defaults;
	struct flexnet_workers *all;
	int err = check_opts(obj, opts ? opts : &defaults);

	if (err)
		return flexnet_fail_in(err, obj->name);
	all = calloc(1, sizeof(*all));
	if (!all)
		return flexnet_fail(ENOMEM, "out of memory");
	all->obj = obj;
	all->opts = opts ? *opts : defaults;
	all->opts.count = all->opts.kernel ? obj->kernel_workers : all->opts.count ?: 1;
	all->threads = all->opts.kernel ? 0 : all->opts.count;
	all->opts.idle_us = all->opts.idle_us ?: DEFAULT_IDLE_US;
	all->wake_fd = all->kick = -1;
	all->deliver.live = LIVE_RUN_NONE;
	pthread_mutex_init(&all->wake_lock, NULL);
	err = start(all);
	if (err) {
		release(all);
		return flexnet_fail_in(err, obj->name);
	}
	*out = all;
	return 0;
}

void flexnet_workers__stop(struct flexnet_workers *all)
{
	struct drain drain;

	if (!all)
		return;
	/* What suspends again on the way has nobody to wait for. */
	__atomic_store_n(&all->obj->memory->state->alive, 0, __ATOMIC_SEQ_CST);
	object__wait_until_empty(all->obj);
	end_threads(all);
	drain__init(&drain, all->obj, &all->deliver);
	drain__all(&drain);
	sweep__all(all->obj);
	release(all);
}

__u64 flexnet_workers__stuck(const struct flexnet_workers *all)
{
	return __atomic_load_n(&all->stuck, __ATOMIC_RELAXED);
}
