// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Resumes what no executor does: at the end, after a worker's death, for the watchdog. */
#include <errno.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "worker.h"

/* For programs that are still storing what they suspend: longer than one ever runs. */
#define PATIENCE_MS 100
/* How long nothing moves before executors are ended. */
#define STANDSTILL_MS 100

static __u64 sum(const struct flexnet_object *obj, __u64 (*of)(const struct flexnet_queue *))
{
	__u64 total = 0;
	__u32 i, queue;

	for (i = 0; i < obj->table->set_count; i++) {
		const struct flexnet_set *set = &obj->table->sets[i];

		for (queue = 0; set__is_executed(set) && queue < set->queues; queue++)
			total += of(set__queue(obj, set, queue));
	}
	return total;
}

__u64 object__waiting(const struct flexnet_object *obj)
{
	return sum(obj, queue__waiting);
}

__u64 object__taken(const struct flexnet_object *obj)
{
	return sum(obj, queue__head);
}

void object__wait_until_empty(const struct flexnet_object *obj)
{
	__u64 taken = object__taken(obj);
	int still = 0;

	while (object__waiting(obj) && still++ < STANDSTILL_MS) {
		usleep(1000);
		if (object__taken(obj) == taken)
			continue;
		taken = object__taken(obj);
		still = 0;
	}
}

void drain__init(struct drain *drain, struct flexnet_object *obj, struct deliver *deliver)
{
	struct bpf_program *prog =
		bpf_object__find_program_by_name(obj->bpf, FLEXNET_DRAIN_PROGRAM);

	*drain = (struct drain){
		.obj = obj,
		.deliver = deliver,
		.program = prog ? bpf_program__fd(prog) : -1,
	};
}

__u64 drain__queue(struct drain *drain, __u32 index, __u32 queue)
{
	const struct flexnet_set *set = &drain->obj->table->sets[index];
	const struct flexnet_queue *q = set__queue(drain->obj, set, queue);
	__u64 *finished = &drain->obj->memory->state->finished[DRAIN_WORKER];
	__u64 start = queue__head(q), before;
	struct flexnet_drain_ctx ctx = {
		.worker = { .worker = DRAIN_WORKER, .workers = 1 },
		.set = index,
		.queue = queue,
	};
	LIBBPF_OPTS(bpf_test_run_opts, opts, .ctx_in = &ctx, .ctx_size_in = sizeof(ctx));

	if (drain->program < 0)
		return 0;
	do {
		before = queue__head(q);
		ctx.worker.epoch = *finished + 1;
		if (bpf_prog_test_run_opts(drain->program, &opts))
			break;
		drain->delivered += deliver__run(drain->deliver);
		__atomic_store_n(finished, ctx.worker.epoch, __ATOMIC_RELEASE);
	} while (queue__waiting(q) && queue__head(q) != before);
	return queue__head(q) - start;
}

void drain__all(struct drain *drain)
{
	const struct flexnet_table *table = drain->obj->table;
	__u32 quiet, set, queue;

	for (quiet = 0; quiet < PATIENCE_MS && object__waiting(drain->obj); quiet++) {
		__u64 before = object__taken(drain->obj);

		for (set = 0; set < table->set_count; set++)
			for (queue = 0; set__is_executed(&table->sets[set]) &&
					queue < table->sets[set].queues; queue++)
				drain__queue(drain, set, queue);
		if (object__taken(drain->obj) != before)
			quiet = 0;
		else
			usleep(1000);
	}
}

int flexnet_object__drain(struct flexnet_object *obj, const char *dev)
{
	struct deliver deliver = { .live = LIVE_RUN_NONE };
	struct drain drain;
	int err, i;

	if (!obj->memory || obj->pipeline)
		return 0;
	__atomic_store_n(&obj->memory->state->alive, 0, __ATOMIC_SEQ_CST);
	if (obj->kernel_workers)
		kernel_workers__end(obj);
	for (i = 0; i < DRAIN_WORKER; i++)
		__atomic_store_n(&obj->memory->state->finished[i], ~0ULL, __ATOMIC_RELEASE);
	err = object__waiting(obj) ? deliver__start(&deliver, obj, dev) : 0;
	if (!err && object__waiting(obj)) {
		drain__init(&drain, obj, &deliver);
		drain__all(&drain);
	}
	deliver__stop(&deliver);
	sweep__all(obj);
	return err;
}
