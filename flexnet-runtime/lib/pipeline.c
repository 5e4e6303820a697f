// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Objects for the kernel runtime: what they need of the module, and their pipeline's life. */
#include <errno.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>

#include "pipeline.h"
#include "worker.h"

#define DEFAULT_STALL_MS 1000
/* Of objects whose name the compiler has not set. */
#define DEFAULT_NAME "flexnet"

/* The variable may have any name. */
static bool is_pipeline(const struct btf *btf, const char *name)
{
	const struct btf_type *t = NULL;
	__s32 id = btf__find_by_name_kind(btf, name, BTF_KIND_VAR);

	if (id > 0)
		t = btf__type_by_id(btf, btf__resolve_type(btf, btf__type_by_id(btf, id)->type));
	return t && !strcmp(btf__name_by_offset(btf, t->name_off), "flexnet_ops");
}

int pipeline__find(struct flexnet_object *obj)
{
	const struct flexnet_ops *ops;
	struct bpf_map *map = NULL, *next;
	size_t size = 0;

	bpf_object__for_each_map(next, obj->bpf)
		if (bpf_map__type(next) == BPF_MAP_TYPE_STRUCT_OPS &&
		    is_pipeline(bpf_object__btf(obj->bpf), bpf_map__name(next)))
			map = next;
	if (!map)
		return 0;
	ops = bpf_map__initial_value(map, &size);
	if (!ops || size < offsetof(struct flexnet_ops, handoff))
		return flexnet_fail(EINVAL, "damaged: its struct flexnet_ops is too short");
	if (ops->abi != FLEXNET_KERNEL_ABI || size != sizeof(*ops))
		return flexnet_fail(EPROTONOSUPPORT, "was compiled for ABI %u of the module flexnet, "
				    "and this command knows %u: compile it again", ops->abi,
				    FLEXNET_KERNEL_ABI);
	obj->pipeline = map;
	return 0;
}

bool flexnet_object__is_pipeline(const struct flexnet_object *obj)
{
	return obj->pipeline;
}

__u32 pipeline__stops(const struct flexnet_object *obj)
{
	const struct flexnet_ops *ops;

	if (!obj->pipeline)
		return 0;
	ops = bpf_map__initial_value(obj->pipeline, &(size_t){0});
	return ops->stops;
}

static int fill_limits(struct flexnet_ops *ops, const struct flexnet_pipeline_opts *opts)
{
	ops->workers = opts->workers ?: ops->workers;
	ops->packets = opts->packets ?: ops->packets;
	ops->memory = opts->memory ?: ops->memory;
	ops->stall_ms = opts->stall_ms ?: ops->stall_ms ?: DEFAULT_STALL_MS;
	if (!ops->workers || ops->workers > FLEXNET_MAX_WORKERS)
		return flexnet_fail(EINVAL, "%u workers: 1 to %d can be", ops->workers,
				    FLEXNET_MAX_WORKERS);
	if (!ops->packets || ops->packets > FLEXNET_MAX_PACKETS)
		return flexnet_fail(EINVAL, "a limit of %u packets: 1 to %u can be", ops->packets,
				    FLEXNET_MAX_PACKETS);
	if (ops->stall_ms > FLEXNET_MAX_STALL_MS)
		return flexnet_fail(EINVAL, "packets wait %u ms at most before they go on in the stack, "
				    "not %u", FLEXNET_MAX_STALL_MS, ops->stall_ms);
	return 0;
}

static int fill_cpus(struct flexnet_ops *ops, const char *text)
{
	struct cpu_list list;
	size_t i;
	int err = text ? cpu_list__select(text, &list) : 0;

	if (!text || err)
		return err;
	for (i = 0; !err && i < list.count; i++) {
		if (list.cpu[i] < FLEXNET_KERNEL_CPUS)
			ops->cpus[list.cpu[i] / 64] |= 1ULL << list.cpu[i] % 64;
		else
			err = flexnet_fail(EINVAL, "CPU %u: workers can be on CPUs 0 to %d",
					   list.cpu[i], FLEXNET_KERNEL_CPUS - 1);
	}
	cpu_list__free(&list);
	ops->flags |= FLEXNET_WORKERS_PINNED;
	return err;
}

/* The module takes fewer characters than C. */
static void fill_name(const struct flexnet_object *obj, struct flexnet_ops *ops)
{
	if (!strcmp(ops->name, DEFAULT_NAME) && obj->table->coroutine_count)
		snprintf(ops->name, sizeof(ops->name), "%s", obj->table->coroutines[0].name);
	ops->name[strspn(ops->name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789_-.")] = 0;
	if (!ops->name[0])
		strcpy(ops->name, DEFAULT_NAME);
}

static int fill_handoff(struct flexnet_object *obj, struct flexnet_ops *ops, const char *name)
{
	if (name && strlen(name) >= sizeof(obj->handoff_name))
		return flexnet_fail(EINVAL, "'%s' is too long for the name of a device", name);
	snprintf(obj->handoff_name, sizeof(obj->handoff_name), "%s", name ?: "");
	obj->handoff = name ? if_nametoindex(name) : 0;
	/* The index is a constant of the programs. With one that nothing else has, the device need
	 * not exist before its pipeline, which removes it. */
	if (!obj->handoff) {
		obj->handoff = handoff__new_index();
		ops->flags |= FLEXNET_OWNS_HANDOFF;
	}
	ops->handoff = obj->handoff;
	return object__set_constant(obj, FLEXNET_MAP_HANDOFF, obj->handoff);
}

/* What the device sends comes to the pipeline itself, by no program of TC. */
static int fill_send_side(const struct flexnet_object *obj, struct flexnet_ops *ops, const char *dev)
{
	bool sends = false;
	__u32 i;

	for (i = 0; i < obj->table->coroutine_count; i++)
		sends |= obj->table->coroutines[i].hook == FLEXNET_HOOK_TX;
	if (!sends)
		return 0;
	if (!dev)
		return flexnet_fail(EINVAL, "has a coroutine for what a device sends: say which (--dev)");
	ops->tx_device = if_nametoindex(dev);
	return ops->tx_device ? 0 : flexnet_fail(ENODEV, "no network device '%s' in this network "
						 "namespace; `ip link` lists them", dev);
}

int pipeline__prepare(struct flexnet_object *obj, const struct flexnet_pipeline_opts *opts)
{
	struct flexnet_ops *ops = bpf_map__initial_value(obj->pipeline, &(size_t){0});
	int err;

	err = module__check(ops->stops);
	err = err ?: fill_limits(ops, opts);
	err = err ?: fill_cpus(ops, opts->cpus);
	err = err ?: fill_handoff(obj, ops, opts->handoff);
	err = err ?: fill_send_side(obj, ops, opts->dev);
	if (err)
		return err;
	fill_name(obj, ops);
	if (opts->busy_poll)
		ops->flags |= FLEXNET_WORKERS_POLL;
	if (opts->take_over)
		ops->flags |= FLEXNET_TAKE_OVER;
	obj->owns_handoff = ops->flags & FLEXNET_OWNS_HANDOFF;
	return 0;
}

static int explain(const struct flexnet_object *obj, int err)
{
	switch (err) {
	case ENODEV:
		return flexnet_fail(err, "device '%s' is no hand-off device of this network namespace; "
				    "`ip link add %s type flexnet` makes one", obj->handoff_name,
				    obj->handoff_name);
	case EBUSY:
		if (obj->owns_handoff)
			return flexnet_fail(err, "another pipeline has what the device sends; end it "
					    "first");
		return flexnet_fail(err, "hand-off device '%s' has a pipeline already; end it, or use "
				    "another device", obj->handoff_name);
	case EPERM:
		return flexnet_fail_bpf(err, "cannot attach the pipeline");
	}
	return flexnet_fail(err, "the module flexnet refuses the pipeline: %s; the kernel's log may "
			    "say more", strerror(err));
}

static int start(struct flexnet_object *obj)
{
	int err = obj->owns_handoff ? handoff__make(obj->handoff_name, obj->handoff) :
				      handoff__up(obj->handoff);

	if (err)
		return err;
	obj->pipeline_link = bpf_map__attach_struct_ops(obj->pipeline);
	if (obj->pipeline_link)
		return 0;
	err = explain(obj, errno);
	if (obj->owns_handoff)
		handoff__remove(obj->handoff);
	return err;
}

int flexnet_pipeline__start(struct flexnet_object *obj)
{
	int err;

	if (!obj->pipeline || !obj->loaded || obj->pipeline_link)
		err = flexnet_fail(EINVAL, !obj->pipeline ? "is not for the kernel runtime" :
					   obj->loaded ? "runs already" : "load it before its pipeline");
	else
		err = start(obj);
	return err ? flexnet_fail_in(err, obj->name) : 0;
}

void flexnet_pipeline__stop(struct flexnet_object *obj)
{
	if (!obj->pipeline_link)
		return;
	if (!obj->pinned && obj->memory) {
		__atomic_store_n(&obj->memory->state->alive, 0, __ATOMIC_SEQ_CST);
		object__wait_until_empty(obj);
	}
	bpf_link__destroy(obj->pipeline_link);
	obj->pipeline_link = NULL;
}
