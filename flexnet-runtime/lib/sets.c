// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* The table of an object must fit what else is in the object. */
#include <errno.h>
#include <string.h>

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>

#include "internal.h"

/* What a set in order of a key has behind its cells. */
static __u64 heap__offset(__u64 cells_end)
{
	return (cells_end + 63) / 64 * 64;
}

static __u64 heap__size(const struct flexnet_set *set)
{
	return sizeof(struct flexnet_heap) +
	       (__u64)set->depth * (sizeof(struct flexnet_intake) + sizeof(struct flexnet_heap_entry));
}

struct flexnet_heap *set__heap(const struct flexnet_object *obj, const struct flexnet_set *set,
			       __u32 queue)
{
	char *memory = (char *)set__queue(obj, set, 0);
	char *cells_end = (char *)set__cell(obj, set, set->queues * set->depth);

	return (struct flexnet_heap *)(memory + heap__offset(cells_end - memory) +
				       queue * heap__size(set));
}

__u64 set__memory_size(const struct flexnet_set *set)
{
	__u64 size = set->queues * (sizeof(struct flexnet_queue) + (__u64)set->depth * set->stride);

	if (set->transport != FLEXNET_TRANSPORT_HEAP)
		return size;
	return heap__offset(size) + set->queues * heap__size(set);
}

bool object__has_executed_sets(const struct flexnet_object *obj)
{
	__u32 i;

	for (i = 0; i < obj->table->set_count; i++)
		if (set__is_executed(&obj->table->sets[i]))
			return true;
	return false;
}

const struct flexnet_set *object__carrying_set(const struct flexnet_object *obj)
{
	__u32 i;

	for (i = 0; i < obj->table->set_count; i++)
		if (set__is_executed(&obj->table->sets[i]) && obj->table->sets[i].packet)
			return &obj->table->sets[i];
	return NULL;
}

bool object__variable(const struct flexnet_object *obj, const char *section, const char *name,
		      __u32 *offset, __u32 *size)
{
	const struct btf *btf = bpf_object__btf(obj->bpf);
	__s32 id = btf ? btf__find_by_name_kind(btf, section, BTF_KIND_DATASEC) : -1;
	const struct btf_type *datasec = id > 0 ? btf__type_by_id(btf, id) : NULL;
	int i;

	for (i = 0; datasec && i < btf_vlen(datasec); i++) {
		const struct btf_var_secinfo *var = btf_var_secinfos(datasec) + i;
		const struct btf_type *type = btf__type_by_id(btf, var->type);

		if (!type || !btf_is_var(type) ||
		    strcmp(btf__name_by_offset(btf, type->name_off), name))
			continue;
		*offset = var->offset;
		*size = var->size;
		return true;
	}
	return false;
}

static int check_cpumap(const struct flexnet_object *obj, const struct flexnet_set *set)
{
	struct bpf_map *map = bpf_object__find_map_by_name(obj->bpf, set->name);
	struct bpf_program *prog = bpf_object__find_program_by_name(obj->bpf, set->resume_program);

	if (!map)
		return flexnet_fail(EINVAL, "damaged: queue set '%s' has no map", set->name);
	if (bpf_map__type(map) != BPF_MAP_TYPE_CPUMAP ||
	    bpf_map__value_size(map) != sizeof(struct bpf_cpumap_val))
		return flexnet_fail(EINVAL, "damaged: the map of queue set '%s' is not a cpumap with "
				    "programs", set->name);
	if (!prog)
		return flexnet_fail(EINVAL, "damaged: no program '%s', which queue set '%s' needs",
				    set->resume_program, set->name);
	if (bpf_program__type(prog) != BPF_PROG_TYPE_XDP ||
	    bpf_program__expected_attach_type(prog) != BPF_XDP_CPUMAP)
		return flexnet_fail(EINVAL, "damaged: program '%s' of queue set '%s' is not in a "
				    "section xdp/cpumap", set->resume_program, set->name);
	return 0;
}

static int check_xsk(const struct flexnet_object *obj, const struct flexnet_set *set)
{
	struct bpf_map *map = bpf_object__find_map_by_name(obj->bpf, set->name);
	struct bpf_program *prog = bpf_object__find_program_by_name(obj->bpf, set->resume_program);

	if (!map || bpf_map__type(map) != BPF_MAP_TYPE_XSKMAP)
		return flexnet_fail(EINVAL, "damaged: queue set '%s' has no map of AF_XDP sockets",
				    set->name);
	if (!prog || bpf_program__type(prog) != BPF_PROG_TYPE_XDP)
		return flexnet_fail(EINVAL, "damaged: no XDP program '%s', which queue set '%s' needs",
				    set->resume_program, set->name);
	return 0;
}

static int check_program(const struct flexnet_object *obj, const char *name,
			 enum bpf_prog_type type, const char *what)
{
	struct bpf_program *prog = bpf_object__find_program_by_name(obj->bpf, name);

	if (!prog || bpf_program__type(prog) != type)
		return flexnet_fail(EINVAL, "damaged: no %s program '%s', which %s needs",
				    type == BPF_PROG_TYPE_XDP ? "XDP" : "syscall", name, what);
	return 0;
}

/* `memory` is known from here on, also to those who read a copy of the section. */
static void set_memory(struct flexnet_object *obj, struct flexnet_set *set, __u32 offset)
{
	size_t row = set - obj->table->sets;
	struct flexnet_abi_header header;

	set->memory = offset;
	memcpy(&header, obj->section, sizeof(header));
	memcpy((char *)obj->section + header.sets.offset + row * header.sets.entry_size +
		       offsetof(struct flexnet_abi_set, memory),
	       &offset, sizeof(offset));
}

static int check_executed(struct flexnet_object *obj, struct flexnet_set *set)
{
	__u32 offset, size;
	int err;

	if (!object__variable(obj, ".bss", set->name, &offset, &size))
		return flexnet_fail(EINVAL, "damaged: no variable in .bss, or no BTF, for queue set "
				    "'%s'", set->name);
	if (size != set__memory_size(set))
		return flexnet_fail(EINVAL, "damaged: queue set '%s' has %u bytes, not %llu",
				    set->name, size, set__memory_size(set));
	set_memory(obj, set, offset);
	if (!object__variable(obj, FLEXNET_MAP_STATE, "flexnet_shared", &offset, &size) || offset ||
	    size < sizeof(struct flexnet_state))
		return flexnet_fail(EINVAL, "damaged: no " FLEXNET_MAP_STATE ", which queue set '%s' "
				    "needs", set->name);
	err = set->packet ? check_program(obj, FLEXNET_DELIVER_PROGRAM, BPF_PROG_TYPE_XDP,
					  set->name) : 0;
	return err;
}

static bool is_suspended_on(const struct flexnet_table *table, __u32 set)
{
	__u32 i;

	for (i = 0; i < table->point_count; i++)
		if (table->points[i].set == set)
			return true;
	return false;
}

static int check_set(struct flexnet_object *obj, __u32 i)
{
	/* The table is the object's own, allocated by table__parse(). */
	struct flexnet_set *set = (struct flexnet_set *)&obj->table->sets[i];
	int err;

	if (set->transport == FLEXNET_TRANSPORT_CPUMAP)
		return check_cpumap(obj, set);
	if (set->transport == FLEXNET_TRANSPORT_XSK)
		return check_xsk(obj, set);
	err = check_executed(obj, set);
	if (!err && !obj->pipeline && is_suspended_on(obj->table, i))
		err = check_program(obj, FLEXNET_DRAIN_PROGRAM, BPF_PROG_TYPE_SYSCALL, set->name);
	return err;
}

int sets__check(struct flexnet_object *obj)
{
	__u32 i;
	int err = 0;

	for (i = 0; !err && i < obj->table->set_count; i++)
		err = check_set(obj, i);
	/* Of a pipeline they are functions. */
	for (i = 0; !err && !obj->pipeline && i < obj->table->executor_count; i++)
		err = check_program(obj, obj->table->executors[i].name, BPF_PROG_TYPE_SYSCALL,
				    "its own table");
	return err;
}
