// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Workers in the kernel: work items (bpf_wq) that the object itself runs. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "worker.h"

#define MAP_KERNEL "flexnet_kernel"
/* Longer than a round. */
#define QUIET_MS 20

/* The value of MAP_KERNEL; the first part reads as zeros. */
struct kernel_worker {
	__u64 bpf_wq[2];
	struct flexnet_worker_ctx ctx;
};

int kernel_workers__start(const struct flexnet_object *obj, __u32 count)
{
	struct bpf_program *prog =
		bpf_object__find_program_by_name(obj->bpf, FLEXNET_KERNEL_START_PROGRAM);
	struct flexnet_worker_ctx ctx = { .workers = count };
	LIBBPF_OPTS(bpf_test_run_opts, opts, .ctx_in = &ctx, .ctx_size_in = sizeof(ctx));

	__atomic_store_n(&obj->memory->state->quit, 0, __ATOMIC_SEQ_CST);
	for (; ctx.worker < count; ctx.worker++) {
		int err = bpf_prog_test_run_opts(bpf_program__fd(prog), &opts);

		err = err ? -errno : (int)opts.retval;
		if (err)
			return flexnet_fail(err, "cannot start worker %u in the kernel: %s", ctx.worker,
					    strerror(-err));
	}
	return 0;
}

void kernel_workers__read_epochs(const struct flexnet_object *obj, __u32 count, __u64 *epochs)
{
	struct bpf_map *map = bpf_object__find_map_by_name(obj->bpf, MAP_KERNEL);
	struct kernel_worker value;
	__u32 i;

	for (i = 0; i < count; i++)
		if (!bpf_map_lookup_elem(bpf_map__fd(map), &i, &value))
			__atomic_store_n(&epochs[i], value.ctx.epoch, __ATOMIC_SEQ_CST);
}

static __u64 rounds(const struct flexnet_object *obj)
{
	__u64 sum = 0;
	int i;

	for (i = 0; i < FLEXNET_MAX_WORKERS; i++)
		sum += __atomic_load_n(&obj->memory->state->finished[i], __ATOMIC_ACQUIRE);
	return sum;
}

void kernel_workers__end(const struct flexnet_object *obj)
{
	__u64 before;

	__atomic_store_n(&obj->memory->state->quit, 1, __ATOMIC_SEQ_CST);
	do {
		before = rounds(obj);
		usleep(QUIET_MS * 1000);
	} while (rounds(obj) != before);
}
