// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Reads the counters of a loaded or pinned object. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "internal.h"
#include "monitor.h"
#include "stats.h"

static int dup_map(int fd)
{
	return fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 3);
}

static int object_map(const struct flexnet_object *obj, const char *name)
{
	struct bpf_map *map = bpf_object__find_map_by_name(obj->bpf, name);

	return map ? dup_map(bpf_map__fd(map)) : -1;
}

static __u32 value_size(int fd)
{
	struct bpf_map_info info = {};
	__u32 len = sizeof(info);

	return fd >= 0 && !bpf_obj_get_info_by_fd(fd, &info, &len) ? info.value_size : 0;
}

/* A queue is served if its entry of the cpumap exists. */
static void find_served(struct flexnet_monitor *m)
{
	__u32 id = 0, set, queue;
	void *key = NULL;

	for (; !bpf_map_get_next_key(m->maps.fd[MONITOR_SETS], key, &id); key = &id) {
		int map = bpf_map_get_fd_by_id(id);

		if (map < 0 || bpf_map_lookup_elem(m->maps.fd[MONITOR_SETS], &id, &set) ||
		    set >= m->table->set_count)
			goto next;
		for (queue = 0; queue < m->possible; queue++) {
			struct bpf_cpumap_val value;

			m->served[set * m->possible + queue] =
				!bpf_map_lookup_elem(map, &queue, &value) && value.qsize;
		}
next:
		if (map >= 0)
			close(map);
	}
}

bool table__has_cpu_queues(const struct flexnet_table *table)
{
	__u32 i;

	for (i = 0; i < table->set_count; i++)
		if (table->sets[i].transport == FLEXNET_TRANSPORT_CPUMAP)
			return true;
	return false;
}

/* Only what is large enough for `type_size`: else it would be another version's. */
static int map_memory(int fd, size_t type_size, struct mapping *mapping)
{
	struct bpf_map_info info = {};
	__u32 len = sizeof(info);
	void *data;

	if (fd < 0 || bpf_obj_get_info_by_fd(fd, &info, &len) || info.value_size < type_size)
		return 0;
	mapping->size = (size_t)info.value_size * info.max_entries;
	data = mmap(NULL, mapping->size, PROT_READ, MAP_SHARED, fd, 0);
	if (data == MAP_FAILED)
		return flexnet_fail_bpf(errno, "cannot map the programs' memory");
	mapping->data = data;
	return 0;
}

/* What a loader has written about memory is as little believed as the rest. */
static int check_memory(const struct flexnet_monitor *m)
{
	__u32 i;

	for (i = 0; m->memory.data && i < m->table->set_count; i++) {
		const struct flexnet_set *set = &m->table->sets[i];
		size_t end = set->memory + (size_t)set->queues * sizeof(struct flexnet_queue);

		if (set__is_executed(set) &&
		    (end > m->memory.size || set->memory % __alignof__(struct flexnet_queue)))
			return flexnet_fail(EINVAL, "damaged: queue set '%s' is not in .bss",
					    set->name);
	}
	return 0;
}

static int map_memories(struct flexnet_monitor *m)
{
	int err;

	err = map_memory(m->maps.fd[MONITOR_MEMORY], 1, &m->memory);
	err = err ?: map_memory(m->maps.fd[MONITOR_STATE], sizeof(struct flexnet_state), &m->state);
	err = err ?: map_memory(m->maps.fd[MONITOR_WORKERS], sizeof(struct flexnet_worker_stats),
				&m->workers);
	return err ?: check_memory(m);
}

static int allocate(struct flexnet_monitor *m)
{
	size_t rows = (size_t)m->table->set_count * m->possible, queues = rows;
	size_t row = sizeof(struct flexnet_histogram);
	/* Asked for once: what is allocated is what is read. */
	size_t counters = value_size(m->maps.fd[MONITOR_COUNTERS]);
	__u32 i;

	for (i = 0; i < m->table->set_count; i++)
		if (set__is_executed(&m->table->sets[i]))
			queues += m->table->sets[i].queues;
	if (sizeof(struct stats_row) > row)
		row = sizeof(struct stats_row);
	m->served = calloc(rows + 1, sizeof(*m->served));
	m->queues = calloc(queues + 1, sizeof(*m->queues));
	m->cpus = calloc(m->possible, sizeof(*m->cpus));
	m->worker = calloc(FLEXNET_MAX_WORKERS, sizeof(*m->worker));
	m->points = calloc(FLEXNET_MAX_POINTS, sizeof(*m->points));
	m->value = malloc(row * m->possible + counters);
	/* Other sizes would be another version's: not read. */
	m->has_counters = counters >= sizeof(__u64) * FLEXNET_MAX_POINTS * FLEXNET_REASONS;
	m->has_sojourn = value_size(m->maps.fd[MONITOR_SOJOURN]) == sizeof(struct flexnet_histogram);
	m->has_suspended = value_size(m->maps.fd[MONITOR_SUSPENDED]) == sizeof(__u64);
	if (!m->served || !m->queues || !m->cpus || !m->worker || !m->points || !m->value)
		return flexnet_fail(ENOMEM, "out of memory");
	return 0;
}

static int keep_table(struct flexnet_monitor *m, const void *section, size_t size)
{
	m->section = malloc(size + 1);
	if (!m->section)
		return flexnet_fail(ENOMEM, "out of memory");
	memcpy(m->section, section, size);
	m->section_size = size;
	return table__parse(section, size, &m->table);
}

int monitor__new(const void *section, size_t size, const struct monitor_maps *maps,
		 struct flexnet_monitor **out)
{
	struct flexnet_monitor *m = calloc(1, sizeof(*m));
	int possible = libbpf_num_possible_cpus();
	int i, err;

	if (!m) {
		for (i = 0; i < MONITOR_MAPS; i++)
			if (maps->fd[i] >= 0)
				close(maps->fd[i]);
		return flexnet_fail(ENOMEM, "out of memory");
	}
	m->maps = *maps;
	m->possible = possible > 0 ? possible : 1;
	err = keep_table(m, section, size);
	err = err ?: map_memories(m);
	err = err ?: allocate(m);
	if (err) {
		flexnet_monitor__close(m);
		return err;
	}
	if (m->maps.fd[MONITOR_COUNTS] < 0 && table__has_cpu_queues(m->table))
		snprintf(m->uncounted, sizeof(m->uncounted), "the kernel's cpumap tracepoints were "
			 "not permitted when this was loaded");
	find_served(m);
	*out = m;
	return 0;
}

int flexnet_monitor__start(struct flexnet_object *obj, struct flexnet_monitor **out)
{
	struct tracepoints *tracepoints = NULL;
	char uncounted[512] = "";
	struct monitor_maps maps;
	int err;

	if (!obj->loaded)
		return flexnet_fail(EINVAL, "%s: load it before counting", obj->name);
	if (table__has_cpu_queues(obj->table) && tracepoints__start(obj, &tracepoints))
		snprintf(uncounted, sizeof(uncounted), "%s", flexnet_error());
	maps = (struct monitor_maps){ .fd = {
		[MONITOR_SETS] = dup_map(tracepoints__sets_fd(tracepoints)),
		[MONITOR_COUNTS] = dup_map(tracepoints__counts_fd(tracepoints)),
		[MONITOR_COUNTERS] = object_map(obj, FLEXNET_MAP_COUNTERS),
		[MONITOR_SOJOURN] = object_map(obj, FLEXNET_MAP_SOJOURN),
		[MONITOR_SUSPENDED] = object_map(obj, FLEXNET_MAP_SUSPENDED),
		[MONITOR_MEMORY] = object__has_executed_sets(obj) ? object_map(obj, ".bss") : -1,
		[MONITOR_STATE] = object_map(obj, FLEXNET_MAP_STATE),
		[MONITOR_WORKERS] = dup_map(obj->workers_fd),
	} };
	err = monitor__new(obj->section, obj->section_size, &maps, out);
	if (err) {
		tracepoints__stop(tracepoints);
		return err;
	}
	(*out)->tracepoints = tracepoints;
	(*out)->handoff = obj->handoff;
	if (uncounted[0])
		memcpy((*out)->uncounted, uncounted, sizeof(uncounted));
	return 0;
}

const struct flexnet_table *flexnet_monitor__table(const struct flexnet_monitor *m)
{
	return m->table;
}

static void unmap(const struct mapping *mapping)
{
	if (mapping->data)
		munmap((void *)mapping->data, mapping->size);
}

void flexnet_monitor__close(struct flexnet_monitor *m)
{
	int i;

	if (!m)
		return;
	monitor__unpublish(m);
	tracepoints__stop(m->tracepoints);
	unmap(&m->memory);
	unmap(&m->state);
	unmap(&m->workers);
	for (i = 0; i < MONITOR_MAPS; i++)
		if (m->maps.fd[i] >= 0)
			close(m->maps.fd[i]);
	free(m->section);
	free(m->table);
	free(m->served);
	free(m->queues);
	free(m->cpus);
	free(m->worker);
	free(m->points);
	free(m->value);
	free(m);
}
