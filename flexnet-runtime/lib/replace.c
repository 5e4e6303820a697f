// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/*
 * An object in the place of one that was left in the kernel, without a packet lost in between: both are
 * there, one step puts the new program into the link, and then the other ends, as by unload.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/membarrier.h>

#include <bpf/bpf.h>

#include "pin.h"
#include "pipeline.h"

#define NAME_MAX_LENGTH 80

bool flexnet_pinned__exists(const char *name)
{
	char path[PIN_PATH_MAX];

	if (pin__check_name(name))
		return false;
	pin__path(path, name, NULL);
	return !access(path, F_OK);
}

static int check(const struct flexnet_object *obj, const char *name)
{
	char path[PIN_PATH_MAX];
	unsigned process = pin__number(name, PIN_PROCESS);

	if (process)
		return flexnet_fail(EBUSY, "'%s' is run by process %u: only what was loaded can be "
				    "replaced", name, process);
	pin__path(path, name, PIN_HOOK "0");
	if (object__has_hooks(obj) || !access(path, F_OK))
		return flexnet_fail(EOPNOTSUPP, "only programs for XDP and pipelines can be replaced: "
				    "`flexnet unload %s` first", name);
	return 0;
}

/* The device's link stays. */
static int take_link(struct flexnet_object *obj, const char *name,
		     const struct flexnet_attach_opts *opts)
{
	char path[PIN_PATH_MAX];
	int link;

	pin__path(path, name, "xdp");
	link = object__has_device_program(obj) ? bpf_obj_get(path) : -1;
	return link < 0 ? 0 : xdp__prepare(obj, opts, link);
}

/* All but the last step. */
static int begin(struct flexnet_object *obj, struct flexnet_monitor *monitor, const char *next,
		 const struct flexnet_attach_opts *opts)
{
	int err = obj->pipeline ? flexnet_pipeline__start(obj) : 0;

	if (!err && object__has_device_program(obj) && obj->link_fd < 0)
		err = flexnet_object__attach(obj, opts);
	return err ?: pin__all(obj, monitor, next);
}

/* What began before runs no more: a packet on its way to queues or devices that are about to go. */
static void wait_for_programs(void)
{
	/* Not where CPUs are without ticks. */
	if (syscall(__NR_membarrier, MEMBARRIER_CMD_GLOBAL, 0, 0))
		usleep(100000);
}

static int move(const char *from, const char *to)
{
	char from_path[PIN_PATH_MAX], to_path[PIN_PATH_MAX];

	pin__path(from_path, from, NULL);
	pin__path(to_path, to, NULL);
	return rename(from_path, to_path) ?
		flexnet_fail(errno, "cannot move %s to %s: %s", from_path, to_path, strerror(errno)) : 0;
}

static int replace(struct flexnet_object *obj, struct flexnet_monitor *monitor, const char *name,
		   const struct flexnet_attach_opts *opts)
{
	char next[NAME_MAX_LENGTH], last[NAME_MAX_LENGTH];
	int err;

	snprintf(next, sizeof(next), PIN_NEXT "%s", name);
	snprintf(last, sizeof(last), PIN_LAST "%s", name);
	/* Of a replacement that was killed. */
	pin__remove(next);
	pin__remove(last);

	err = check(obj, name);
	err = err ?: take_link(obj, name, opts);
	err = err ?: pin__make_dir(next);
	if (err)
		return err;
	err = begin(obj, monitor, next, opts);
	err = err ?: xdp__commit(obj);
	if (err) {
		char reason[512];

		snprintf(reason, sizeof(reason), "%s", flexnet_error());
		pin__remove(next);
		return flexnet_fail(err, "%s", reason);
	}
	obj->pinned = true;
	err = move(name, last);
	err = err ?: move(next, name);
	wait_for_programs();
	return err ?: pin__remove(last);
}

int flexnet_object__replace(struct flexnet_object *obj, struct flexnet_monitor *monitor,
			    const char *name, const struct flexnet_attach_opts *opts)
{
	if (!flexnet_pinned__exists(name))
		return flexnet_fail(ENOENT, "nothing is loaded as '%s'; `flexnet list` shows what is",
				    name);
	return replace(obj, monitor, name, opts);
}
