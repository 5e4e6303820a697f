// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Memory that a loaded object and this process share: queues, state, figures of workers. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "internal.h"

/* libbpf 1.1's own mapping of a map of variables is not the live one. */
static int map_variables(const struct flexnet_object *obj, const char *name, void **data,
			 size_t *size)
{
	struct bpf_map *map = bpf_object__find_map_by_name(obj->bpf, name);

	if (!map)
		return flexnet_fail(EINVAL, "damaged: no map %s", name);
	*size = bpf_map__value_size(map);
	*data = mmap(NULL, *size, PROT_READ | PROT_WRITE, MAP_SHARED, bpf_map__fd(map), 0);
	if (*data != MAP_FAILED)
		return 0;
	*data = NULL;
	return flexnet_fail(errno, "cannot map %s: %s", name, strerror(errno));
}

static int create_workers_map(struct flexnet_object *obj)
{
	LIBBPF_OPTS(bpf_map_create_opts, opts, .map_flags = BPF_F_MMAPABLE);

	obj->workers_fd = bpf_map_create(BPF_MAP_TYPE_ARRAY, FLEXNET_MAP_WORKERS, sizeof(__u32),
					 sizeof(struct flexnet_worker_stats), FLEXNET_MAX_WORKERS,
					 &opts);
	if (obj->workers_fd < 0)
		return flexnet_fail_bpf(obj->workers_fd, "cannot create the map of workers");
	return 0;
}

int state__map(struct flexnet_object *obj)
{
	struct object_memory *memory = calloc(1, sizeof(*memory));
	int err;

	if (!memory)
		return flexnet_fail(ENOMEM, "out of memory");
	obj->memory = memory;
	err = map_variables(obj, ".bss", &memory->bss, &memory->bss_size);
	err = err ?: map_variables(obj, FLEXNET_MAP_STATE, (void **)&memory->state,
				   &memory->state_size);
	return err ?: create_workers_map(obj);
}

void state__unmap(struct flexnet_object *obj)
{
	struct object_memory *memory = obj->memory;

	if (obj->workers_fd >= 0)
		close(obj->workers_fd);
	obj->workers_fd = -1;
	if (!memory)
		return;
	if (memory->bss)
		munmap(memory->bss, memory->bss_size);
	if (memory->state)
		munmap(memory->state, memory->state_size);
	free(memory);
	obj->memory = NULL;
}

struct flexnet_queue *set__queue(const struct flexnet_object *obj, const struct flexnet_set *set,
				 __u32 queue)
{
	return (struct flexnet_queue *)((char *)obj->memory->bss + set->memory) + queue;
}

struct flexnet_cell *set__cell(const struct flexnet_object *obj, const struct flexnet_set *set,
			       __u32 cell)
{
	char *cells = (char *)set__queue(obj, set, set->queues);

	return (struct flexnet_cell *)(cells + (size_t)cell * set->stride);
}

__u64 queue__head(const struct flexnet_queue *queue)
{
	return __atomic_load_n(&queue->head, __ATOMIC_RELAXED);
}

__u64 queue__waiting(const struct flexnet_queue *queue)
{
	__u64 head = queue__head(queue);

	return __atomic_load_n(&queue->tail, __ATOMIC_RELAXED) - head;
}
