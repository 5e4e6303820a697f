// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* XDP on a device, by BPF link. */
#include <errno.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <linux/if_link.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "internal.h"

bool program__resumes(const struct flexnet_object *obj, const struct bpf_program *prog)
{
	__u32 i;

	if (bpf_program__type(prog) != BPF_PROG_TYPE_XDP)
		return false;
	for (i = 0; i < obj->table->set_count; i++)
		if (!strcmp(bpf_program__name(prog), obj->table->sets[i].resume_program))
			return true;
	return bpf_program__expected_attach_type(prog) != BPF_XDP;
}

bool program__attaches(const struct flexnet_object *obj, const struct bpf_program *prog)
{
	return bpf_program__type(prog) == BPF_PROG_TYPE_XDP && !program__resumes(obj, prog);
}

bool object__has_device_program(const struct flexnet_object *obj)
{
	struct bpf_program *prog;

	bpf_object__for_each_program(prog, obj->bpf)
		if (program__attaches(obj, prog))
			return true;
	return false;
}

/* The program to attach, or NULL with the error set. */
static struct bpf_program *choose_program(const struct flexnet_object *obj, const char *name)
{
	struct bpf_program *prog, *found = NULL;
	char names[512] = "";
	size_t count = 0;

	bpf_object__for_each_program(prog, obj->bpf) {
		const char *candidate = bpf_program__name(prog);
		size_t len = strlen(names);

		if (!program__attaches(obj, prog) || !bpf_program__autoload(prog))
			continue;
		snprintf(names + len, sizeof(names) - len, "%s%s", count++ ? ", " : "", candidate);
		if (!name || !strcmp(name, candidate))
			found = prog;
	}
	if (!count)
		flexnet_fail(ENOENT, "has no XDP program for a device (SEC(\"xdp\"))");
	else if (name && !found)
		flexnet_fail(ENOENT, "has no XDP program '%s'; it has: %s", name, names);
	else if (!name && count > 1)
		flexnet_fail(EINVAL, "has %zu XDP programs, choose one with --prog: %s", count, names);
	else
		return found;
	return NULL;
}

static int link_create(int prog_fd, __u32 ifindex, enum flexnet_mode mode)
{
	LIBBPF_OPTS(bpf_link_create_opts, opts,
		.flags = mode == FLEXNET_MODE_GENERIC ? XDP_FLAGS_SKB_MODE : XDP_FLAGS_DRV_MODE);

	return bpf_link_create(prog_fd, ifindex, BPF_XDP, &opts);
}

/* The first set on which received packets wait; NULL: none. */
static const struct flexnet_set *receiving_set(const struct flexnet_object *obj)
{
	const struct flexnet_table *table = obj->table;
	__u32 i;

	for (i = 0; i < table->point_count; i++) {
		const struct flexnet_set *set = &table->sets[table->points[i].set];

		if (set__is_executed(set) && set->packet &&
		    table->coroutines[table->points[i].coroutine].hook != FLEXNET_HOOK_TX)
			return set;
	}
	return NULL;
}

/* A packet that workers hand on enters the stack where generic XDP would run once more. */
static int check_mode(const struct flexnet_object *obj, const char *dev, enum flexnet_mode mode)
{
	const struct flexnet_set *set = receiving_set(obj);

	if (mode != FLEXNET_MODE_GENERIC || !set)
		return 0;
	return flexnet_fail(EOPNOTSUPP, "packets of queue set '%s' would come back to generic XDP on "
			    "device %s without end; it needs a driver with native XDP", set->name,
			    dev);
}

static int explain(const struct flexnet_object *obj, int err, const char *dev,
		   enum flexnet_mode mode)
{
	const struct flexnet_set *set = receiving_set(obj);

	if (err == -EPERM)
		return flexnet_fail_bpf(err, dev);
	if (mode != FLEXNET_MODE_GENERIC && err == -EOPNOTSUPP && set)
		return flexnet_fail(err, "the driver of device %s has no native XDP, which queue set "
				    "'%s' needs", dev, set->name);
	if (mode != FLEXNET_MODE_GENERIC && err == -EOPNOTSUPP)
		return flexnet_fail(err, "the driver of device %s has no native XDP; use "
				    "--mode generic", dev);
	if (mode != FLEXNET_MODE_GENERIC && (err == -EINVAL || err == -ERANGE))
		return flexnet_fail(err, "the driver of device %s refuses native XDP, often because of "
				    "a large MTU; lower it, or write SEC(\"xdp.frags\")%s", dev,
				    set ? "" : ", or use --mode generic");
	return flexnet_fail(err, "cannot attach to device %s: %s", dev, strerror(-err));
}

static int no_device(const char *dev)
{
	return flexnet_fail(ENODEV, "no network device '%s' in this network namespace; `ip link` lists "
			    "them", dev);
}

static void set_attachment(struct flexnet_object *obj, const struct bpf_program *prog, __u32 ifindex,
			   enum flexnet_mode mode)
{
	struct bpf_prog_info info = {};
	__u32 len = sizeof(info);

	bpf_obj_get_info_by_fd(bpf_program__fd(prog), &info, &len);
	obj->attachment = (struct flexnet_attachment){
		.program = bpf_program__name(prog),
		.program_id = info.id,
		.ifindex = ifindex,
		.mode = mode,
	};
}

static int attach(struct flexnet_object *obj, const struct flexnet_attach_opts *opts)
{
	struct bpf_program *prog = choose_program(obj, opts->program);
	__u32 ifindex = if_nametoindex(opts->dev);
	enum flexnet_mode mode = opts->mode;
	int err;

	if (!prog)
		return flexnet_fail_in(EINVAL, obj->name);
	if (!ifindex)
		return no_device(opts->dev);
	err = xdp__check_free(opts->dev, ifindex);
	err = err ?: check_mode(obj, opts->dev, mode);
	if (err)
		return err;

	if (mode == FLEXNET_MODE_AUTO)
		mode = FLEXNET_MODE_NATIVE;
	obj->link_fd = link_create(bpf_program__fd(prog), ifindex, mode);
	if (obj->link_fd < 0 && opts->mode == FLEXNET_MODE_AUTO && !receiving_set(obj)) {
		mode = FLEXNET_MODE_GENERIC;
		obj->link_fd = link_create(bpf_program__fd(prog), ifindex, mode);
	}
	if (obj->link_fd < 0)
		return explain(obj, obj->link_fd, opts->dev, mode);

	set_attachment(obj, prog, ifindex, mode);
	return 0;
}

static int check_link(const char *dev, __u32 ifindex, enum flexnet_mode wanted, int link_fd,
		      enum flexnet_mode *mode)
{
	struct bpf_link_info info = {};
	__u32 len = sizeof(info);

	if (bpf_obj_get_info_by_fd(link_fd, &info, &len))
		return flexnet_fail_bpf(errno, dev);
	*mode = xdp__mode(ifindex, info.prog_id);
	if (info.xdp.ifindex != ifindex || *mode == FLEXNET_MODE_AUTO)
		return flexnet_fail(EINVAL, "what is to be replaced is not on device %s: `flexnet list` "
				    "says where", dev);
	if (wanted != FLEXNET_MODE_AUTO && wanted != *mode)
		return flexnet_fail(EINVAL, "what is to be replaced is on device %s in another mode, "
				    "which stays: leave out --mode", dev);
	return 0;
}

int xdp__prepare(struct flexnet_object *obj, const struct flexnet_attach_opts *opts, int link_fd)
{
	struct bpf_program *prog = choose_program(obj, opts->program);
	__u32 ifindex = if_nametoindex(opts->dev);
	enum flexnet_mode mode = opts->mode;
	int err;

	obj->link_fd = link_fd;
	if (!prog)
		return flexnet_fail_in(EINVAL, obj->name);
	if (!ifindex)
		return no_device(opts->dev);
	err = check_link(opts->dev, ifindex, opts->mode, link_fd, &mode);
	err = err ?: check_mode(obj, opts->dev, mode);
	if (err)
		return err;
	set_attachment(obj, prog, ifindex, mode);
	obj->next = prog;
	return 0;
}

int xdp__commit(struct flexnet_object *obj)
{
	int err = obj->next ? bpf_link_update(obj->link_fd, bpf_program__fd(obj->next), NULL) : 0;

	return err ? flexnet_fail(err, "%s: cannot replace the device's program: %s", obj->name,
				  strerror(-err)) : 0;
}

int flexnet_object__attach(struct flexnet_object *obj, const struct flexnet_attach_opts *opts)
{
	if (!obj->loaded || obj->link_fd >= 0)
		return flexnet_fail(EINVAL, "%s: %s", obj->name,
				    obj->loaded ? "already attached" : "load it before attaching");
	return attach(obj, opts);
}

void flexnet_object__detach(struct flexnet_object *obj)
{
	if (obj->link_fd >= 0)
		close(obj->link_fd);
	obj->link_fd = -1;
	hooks__detach(obj);
}

const struct flexnet_attachment *flexnet_object__attachment(const struct flexnet_object *obj)
{
	return obj->link_fd >= 0 ? &obj->attachment : NULL;
}
