// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/*
 * Objects that stay in the kernel: /sys/fs/bpf/flexnet/<name>/ holds
 *
 *	xdp				the link to the device
 *	hook0, hook1, ...		links of other programs
 *	drain				resumes what waits, if the workers are the kernel's
 *	table				the object's table, an array map of one value
 *	pin_roles			maps that a monitor reads
 *	enqueue, kthread, redirect_err	links of the tracepoints that count
 *	pipeline			link of the pipeline, for the kernel runtime
 *	handoff				a symbolic link to the index of its hand-off device
 *	maps/<map>			every map of the object, dots in names replaced
 *
 * An object that takes the place of another (replace.c) has its pins in PIN_NEXT <name>/ first.
 *
 * What a process only publishes (publish.c) has the table, the maps of pin_roles and
 *
 *	process				a symbolic link to its number
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <linux/magic.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "monitor.h"
#include "pin.h"
#include "worker.h"

const char *const pin_roles[MONITOR_MAPS] = {
	[MONITOR_SETS] = "sets",	   [MONITOR_COUNTS] = "counts",
	[MONITOR_COUNTERS] = "counters",   [MONITOR_SOJOURN] = "sojourn",
	[MONITOR_SUSPENDED] = "suspended", [MONITOR_MEMORY] = "memory",
	[MONITOR_STATE] = "state",	   [MONITOR_WORKERS] = "workers",
};

int pin__check_name(const char *name)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789_-";
	size_t len = strlen(name);

	return len && len <= 64 && strspn(name, allowed) == len ? 0 :
		flexnet_fail(EINVAL, "invalid name '%s': use letters, digits, _ and -, at most 64", name);
}

void pin__path(char *path, const char *name, const char *file)
{
	snprintf(path, PIN_PATH_MAX, PIN_ROOT "/%s%s%s", name, file ? "/" : "", file ?: "");
}

static bool is_bpffs(const char *path)
{
	struct statfs fs;

	return !statfs(path, &fs) && (unsigned long)fs.f_type == BPF_FS_MAGIC;
}

static int prepare_root(void)
{
	if (!is_bpffs(PIN_BPFFS) && mount("bpf", PIN_BPFFS, "bpf", 0, "mode=0700"))
		return flexnet_fail(errno, "no BPF file system at " PIN_BPFFS " and none can be "
				    "mounted there: %s", strerror(errno));
	if (mkdir(PIN_ROOT, 0700) && errno != EEXIST)
		return flexnet_fail(errno, "cannot make " PIN_ROOT ": %s", strerror(errno));
	return 0;
}

/* The table goes into a map of its own, so that the pins alone are enough to read them. */
static int pin_table(const struct flexnet_monitor *m, const char *path)
{
	__u32 zero = 0;
	int fd, err;

	fd = bpf_map_create(BPF_MAP_TYPE_ARRAY, "flexnet_table", sizeof(zero), m->section_size, 1,
			    NULL);
	if (fd < 0)
		return flexnet_fail_bpf(fd, "cannot make a map for the table");
	err = bpf_map_update_elem(fd, &zero, m->section, 0);
	err = err ?: bpf_obj_pin(fd, path);
	close(fd);
	return err ? flexnet_fail(err, "cannot pin %s: %s", path, strerror(-err)) : 0;
}

static int pin_fd(int fd, const char *name, const char *file)
{
	char path[PIN_PATH_MAX];

	if (fd < 0)
		return 0;
	pin__path(path, name, file);
	return bpf_obj_pin(fd, path) ?
		flexnet_fail(errno, "cannot pin %s: %s", path, strerror(errno)) : 0;
}

int pin__put_number(const char *name, const char *file, unsigned number)
{
	char path[PIN_PATH_MAX], text[16];

	snprintf(text, sizeof(text), "%u", number);
	pin__path(path, name, file);
	return symlink(text, path) ?
		flexnet_fail(errno, "cannot make %s: %s", path, strerror(errno)) : 0;
}

int pin__monitor(const struct flexnet_monitor *m, const char *name)
{
	char path[PIN_PATH_MAX];
	int i, err;

	pin__path(path, name, "table");
	err = pin_table(m, path);
	for (i = 0; !err && i < MONITOR_MAPS; i++)
		err = pin_fd(m->maps.fd[i], name, pin_roles[i]);
	if (!err && m->handoff)
		err = pin__put_number(name, PIN_HANDOFF, m->handoff);
	return err;
}

static int pin_hooks(const struct flexnet_object *obj, const char *name)
{
	char file[32];
	size_t i;
	int err = 0;

	for (i = 0; !err && i < obj->hook_count; i++) {
		snprintf(file, sizeof(file), PIN_HOOK "%zu", i);
		err = pin_fd(obj->hook_fds[i], name, file);
	}
	return err;
}

/* The pins of the maps keep work items alive. */
static int pin_workers(const struct flexnet_object *obj, const char *name)
{
	struct bpf_program *drain =
		bpf_object__find_program_by_name(obj->bpf, FLEXNET_DRAIN_PROGRAM);
	int err;

	if (obj->pipeline_link)
		return pin_fd(bpf_link__fd(obj->pipeline_link), name, PIN_PIPELINE);
	if (!obj->kernel_workers)
		return 0;
	err = drain ? pin_fd(bpf_program__fd(drain), name, PIN_DRAIN) : 0;
	return err ?: kernel_workers__start(obj, obj->kernel_workers);
}

int pin__all(struct flexnet_object *obj, struct flexnet_monitor *monitor, const char *name)
{
	char path[PIN_PATH_MAX];
	int err;

	pin__path(path, name, "maps");
	err = bpf_object__pin_maps(obj->bpf, path);
	if (err)
		return flexnet_fail(err, "cannot pin the maps at %s: %s", path, strerror(-err));
	err = pin__monitor(monitor, name);
	pin__path(path, name, NULL);
	if (!err && monitor->tracepoints)
		err = tracepoints__pin(monitor->tracepoints, path);
	err = err ?: pin_fd(obj->link_fd, name, "xdp");
	err = err ?: pin_hooks(obj, name);
	return err ?: pin_workers(obj, name);
}

int pin__make_dir(const char *name)
{
	char path[PIN_PATH_MAX];
	int err;

	pin__path(path, name, NULL);
	err = prepare_root();
	if (err)
		return err;
	if (mkdir(path, 0700))
		return errno == EEXIST ?
			flexnet_fail(EEXIST, "'%s' is loaded already; `flexnet unload %s` removes it",
				     name, name) :
			flexnet_fail(errno, "cannot make %s: %s", path, strerror(errno));
	return 0;
}

int flexnet_object__pin(struct flexnet_object *obj, struct flexnet_monitor *monitor,
			const char *name)
{
	char reason[512];
	int err;

	if (obj->link_fd < 0 && !obj->hook_count && !obj->pipeline_link)
		return flexnet_fail(EINVAL, "%s: attach it before pinning", obj->name);
	err = pin__check_name(name);
	err = err ?: pin__make_dir(name);
	if (err)
		return err;
	err = pin__all(obj, monitor, name);
	obj->pinned = !err;
	if (err) {
		snprintf(reason, sizeof(reason), "%s", flexnet_error());
		pin__remove(name);
		flexnet_fail(err, "%s", reason);
	}
	return err;
}
