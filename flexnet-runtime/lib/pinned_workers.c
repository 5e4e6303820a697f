// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Ends workers in the kernel, or the pipeline, of an object that was left there. */
#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <bpf/bpf.h>

#include "monitor.h"
#include "pin.h"
#include "worker.h"

static int get(const char *name, const char *file)
{
	char path[PIN_PATH_MAX];

	pin__path(path, name, file);
	return bpf_obj_get(path);
}

static void *map_all(const struct flexnet_monitor *m, enum monitor_map which, size_t *size)
{
	struct bpf_map_info info = {};
	__u32 len = sizeof(info);
	void *data;

	if (m->maps.fd[which] < 0 || bpf_obj_get_info_by_fd(m->maps.fd[which], &info, &len))
		return NULL;
	*size = info.value_size;
	data = mmap(NULL, *size, PROT_READ | PROT_WRITE, MAP_SHARED, m->maps.fd[which], 0);
	return data == MAP_FAILED ? NULL : data;
}

/* Nothing is attached any more. `program`: FLEXNET_DRAIN_PROGRAM; -1: the module drains. */
static void end(struct flexnet_object *obj, int program)
{
	struct deliver deliver = { .obj = obj, .live = LIVE_RUN_NONE };
	struct drain drain = { .obj = obj, .deliver = &deliver, .program = program };

	__atomic_store_n(&obj->memory->state->alive, 0, __ATOMIC_SEQ_CST);
	object__wait_until_empty(obj);
	if (program < 0)
		return;
	kernel_workers__end(obj);
	drain__all(&drain);
}

void pinned_workers__end(const char *name)
{
	struct object_memory memory = {};
	struct flexnet_object obj = { .memory = &memory };
	struct flexnet_monitor *monitor = NULL;
	int program = get(name, PIN_DRAIN), pipeline = get(name, PIN_PIPELINE);

	if (program < 0 && pipeline < 0) /* there are none */
		return;
	if (!pin__open_monitor(name, &monitor)) {
		obj.table = monitor->table;
		memory.bss = map_all(monitor, MONITOR_MEMORY, &memory.bss_size);
		memory.state = map_all(monitor, MONITOR_STATE, &memory.state_size);
		if (memory.bss && memory.state)
			end(&obj, program);
		if (memory.bss)
			munmap(memory.bss, memory.bss_size);
		if (memory.state)
			munmap(memory.state, memory.state_size);
		flexnet_monitor__close(monitor);
	}
	if (program >= 0)
		close(program);
	/* Closing it would end it as late as the kernel likes. */
	if (pipeline >= 0) {
		bpf_link_detach(pipeline);
		close(pipeline);
	}
}
