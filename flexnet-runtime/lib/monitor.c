// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Reads the counters of a loaded or pinned object. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

	for (; !bpf_map_get_next_key(m->maps.sets, key, &id); key = &id) {
		int map = bpf_map_get_fd_by_id(id);

		if (map < 0 || bpf_map_lookup_elem(m->maps.sets, &id, &set) ||
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

static int allocate(struct flexnet_monitor *m)
{
	size_t rows = (size_t)m->table->set_count * m->possible;
	size_t row = sizeof(struct flexnet_histogram);

	if (sizeof(struct stats_row) > row)
		row = sizeof(struct stats_row);
	m->served = calloc(rows + 1, sizeof(*m->served));
	m->queues = calloc(rows + 1, sizeof(*m->queues));
	m->cpus = calloc(m->possible, sizeof(*m->cpus));
	m->points = calloc(FLEXNET_MAX_POINTS, sizeof(*m->points));
	m->value = malloc(row * m->possible + value_size(m->maps.counters));
	if (!m->served || !m->queues || !m->cpus || !m->points || !m->value)
		return flexnet_fail(ENOMEM, "out of memory");
	return 0;
}

int monitor__new(const void *section, size_t size, const struct monitor_maps *maps,
		 struct flexnet_monitor **out)
{
	struct flexnet_monitor *m = calloc(1, sizeof(*m));
	int possible = libbpf_num_possible_cpus();
	int err;

	if (!m)
		return flexnet_fail(ENOMEM, "out of memory");
	m->maps = *maps;
	m->possible = possible > 0 ? possible : 1;
	if (maps->counts < 0)
		snprintf(m->uncounted, sizeof(m->uncounted), "the kernel's cpumap tracepoints were "
			 "not permitted when this was loaded");
	err = table__parse(section, size, &m->table);
	err = err ?: allocate(m);
	if (err) {
		flexnet_monitor__close(m);
		return err;
	}
	/* Other sizes would be another version's: not read. */
	m->has_counters = value_size(m->maps.counters) >=
			  sizeof(__u64) * FLEXNET_MAX_POINTS * FLEXNET_REASONS;
	m->has_sojourn = value_size(m->maps.sojourn) == sizeof(struct flexnet_histogram);
	m->has_suspended = value_size(m->maps.suspended) == sizeof(__u64);
	find_served(m);
	*out = m;
	return 0;
}

int flexnet_monitor__start(struct flexnet_object *obj, struct flexnet_monitor **out)
{
	struct tracepoints *tracepoints = NULL;
	struct monitor_maps maps = { -1, -1, -1, -1, -1 };
	char uncounted[512] = "";
	int err;

	if (!obj->loaded)
		return flexnet_fail(EINVAL, "%s: load it before counting", obj->name);
	if (tracepoints__start(obj, &tracepoints))
		snprintf(uncounted, sizeof(uncounted), "%s", flexnet_error());
	if (tracepoints) {
		maps.sets = dup_map(tracepoints__sets_fd(tracepoints));
		maps.counts = dup_map(tracepoints__counts_fd(tracepoints));
	}
	maps.counters = object_map(obj, FLEXNET_MAP_COUNTERS);
	maps.sojourn = object_map(obj, FLEXNET_MAP_SOJOURN);
	maps.suspended = object_map(obj, FLEXNET_MAP_SUSPENDED);
	err = monitor__new(obj->section, obj->section_size, &maps, out);
	if (err) {
		tracepoints__stop(tracepoints);
		return err;
	}
	(*out)->tracepoints = tracepoints;
	if (!tracepoints)
		memcpy((*out)->uncounted, uncounted, sizeof(uncounted));
	return 0;
}

const struct flexnet_table *flexnet_monitor__table(const struct flexnet_monitor *m)
{
	return m->table;
}

void flexnet_monitor__close(struct flexnet_monitor *m)
{
	int *fds, i;

	if (!m)
		return;
	tracepoints__stop(m->tracepoints);
	fds = (int[]){ m->maps.sets, m->maps.counts, m->maps.counters, m->maps.sojourn,
		       m->maps.suspended };
	for (i = 0; i < 5; i++)
		if (fds[i] >= 0)
			close(fds[i]);
	free(m->table);
	free(m->served);
	free(m->queues);
	free(m->cpus);
	free(m->points);
	free(m->value);
	free(m);
}
