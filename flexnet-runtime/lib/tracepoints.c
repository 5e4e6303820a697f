// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Puts stats.bpf.c into the kernel, set up for the queue sets of one object. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "internal.h"
#include "stats.skel.h"

struct tracepoints {
	struct stats_bpf *skel;
};

static int add_sets(const struct flexnet_object *obj, int sets)
{
	__u32 i;

	for (i = 0; i < obj->table->set_count; i++) {
		struct bpf_map *map = bpf_object__find_map_by_name(obj->bpf,
								   obj->table->sets[i].name);
		struct bpf_map_info info = {};
		__u32 len = sizeof(info);
		int err;

		if (obj->table->sets[i].transport != FLEXNET_TRANSPORT_CPUMAP)
			continue;
		err = bpf_obj_get_info_by_fd(bpf_map__fd(map), &info, &len);
		err = err ?: bpf_map_update_elem(sets, &info.id, &i, 0);
		if (err)
			return err;
	}
	return 0;
}

static int start(const struct flexnet_object *obj, struct stats_bpf *skel)
{
	__u32 sets = obj->table->set_count ?: 1;
	int possible = libbpf_num_possible_cpus();
	int err;

	if (possible < 0)
		return possible;
	skel->rodata->queues_per_set = possible;
	bpf_map__set_max_entries(skel->maps.sets, sets);
	bpf_map__set_max_entries(skel->maps.counts, sets * possible);
	err = stats_bpf__load(skel);
	err = err ?: add_sets(obj, bpf_map__fd(skel->maps.sets));
	return err ?: stats_bpf__attach(skel);
}

int tracepoints__start(const struct flexnet_object *obj, struct tracepoints **out)
{
	struct tracepoints *tracepoints = calloc(1, sizeof(*tracepoints));
	int err;

	if (!tracepoints)
		return flexnet_fail(ENOMEM, "out of memory");
	tracepoints->skel = stats_bpf__open();
	err = tracepoints->skel ? start(obj, tracepoints->skel) : -errno;
	if (err) {
		tracepoints__stop(tracepoints);
		return flexnet_fail_bpf(err, "cannot count with the kernel's cpumap tracepoints");
	}
	*out = tracepoints;
	return 0;
}

int tracepoints__pin(struct tracepoints *tracepoints, const char *dir)
{
	struct stats_bpf *skel = tracepoints->skel;
	const struct {
		const char *name;
		struct bpf_link *link;
	} pins[] = {
		{ "enqueue", skel->links.enqueue },
		{ "kthread", skel->links.kthread },
		{ "redirect_err", skel->links.redirect_err },
	};
	char path[512];
	size_t i;
	int err;

	for (i = 0; i < sizeof(pins) / sizeof(pins[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, pins[i].name);
		err = bpf_link__pin(pins[i].link, path);
		if (err)
			return flexnet_fail(err, "cannot pin %s: %s", path, strerror(-err));
	}
	return 0;
}

int tracepoints__sets_fd(const struct tracepoints *tracepoints)
{
	return tracepoints ? bpf_map__fd(tracepoints->skel->maps.sets) : -1;
}

int tracepoints__counts_fd(const struct tracepoints *tracepoints)
{
	return tracepoints ? bpf_map__fd(tracepoints->skel->maps.counts) : -1;
}

void tracepoints__stop(struct tracepoints *tracepoints)
{
	if (!tracepoints)
		return;
	stats_bpf__destroy(tracepoints->skel);
	free(tracepoints);
}
