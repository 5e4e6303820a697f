// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Programs that are not for XDP: on a device's TC hooks, on tracepoints, called. */
#include <errno.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "internal.h"

/* Of enum bpf_attach_type; the headers of libbpf 1.1's time do not have them. */
#define TCX_INGRESS 46
#define TCX_EGRESS 47

static bool is_hooked(const struct bpf_program *prog)
{
	enum bpf_prog_type type = bpf_program__type(prog);

	return type != BPF_PROG_TYPE_XDP && type != BPF_PROG_TYPE_SYSCALL &&
	       type != BPF_PROG_TYPE_STRUCT_OPS && bpf_program__autoload(prog);
}

bool object__has_hooks(const struct flexnet_object *obj)
{
	struct bpf_program *prog;

	bpf_object__for_each_program(prog, obj->bpf)
		if (is_hooked(prog))
			return true;
	return false;
}

/* By a link, which ends with the process, as a filter of `tc` would not. */
static int attach_tc(struct flexnet_object *obj, const struct bpf_program *prog,
		     const struct flexnet_hook_opts *opts)
{
	__u32 ifindex = opts->dev ? if_nametoindex(opts->dev) : 0;
	bool sends = program__sends(obj, prog);
	int fd, err;

	if (!opts->dev)
		return flexnet_fail(EINVAL, "program '%s' is for TC: say on which device (--dev)",
				    bpf_program__name(prog));
	if (!ifindex)
		return flexnet_fail(ENODEV, "no network device '%s' in this network namespace; "
				    "`ip link` lists them", opts->dev);
	err = sends ? device__check_offloads(opts->dev) : 0;
	if (err)
		return err;
	fd = bpf_link_create(bpf_program__fd(prog), ifindex,
			     (enum bpf_attach_type)(opts->egress || sends ? TCX_EGRESS : TCX_INGRESS),
			     NULL);
	if (fd == -EINVAL)
		return flexnet_fail(fd, "this kernel has no links for TC, which program '%s' needs; "
				    "they came with tcx", bpf_program__name(prog));
	if (fd < 0)
		return flexnet_fail_bpf(fd, bpf_program__name(prog));
	obj->hook_fds[obj->hook_count++] = fd;
	return 0;
}

static int attach_where_it_says(struct flexnet_object *obj, const struct bpf_program *prog)
{
	struct bpf_link *link = bpf_program__attach(prog);
	int fd;

	if (!link) {
		int err = errno;

		return flexnet_fail(err, "program '%s' cannot be attached by its section '%s': %s",
				    bpf_program__name(prog), bpf_program__section_name(prog),
				    strerror(err));
	}
	fd = dup(bpf_link__fd(link));
	bpf_link__destroy(link);
	if (fd < 0)
		return flexnet_fail(errno, "%s", strerror(errno));
	obj->hook_fds[obj->hook_count++] = fd;
	return 0;
}

int flexnet_object__attach_hooks(struct flexnet_object *obj, const struct flexnet_hook_opts *opts)
{
	struct bpf_program *prog;
	int err = 0;

	if (!obj->loaded || obj->hook_fds)
		return flexnet_fail(EINVAL, "%s: %s", obj->name,
				    obj->loaded ? "already attached" : "load it before attaching");
	obj->hook_fds = calloc(flexnet_object__program_count(obj) + 1, sizeof(*obj->hook_fds));
	if (!obj->hook_fds)
		return flexnet_fail(ENOMEM, "out of memory");
	bpf_object__for_each_program(prog, obj->bpf) {
		if (err || !is_hooked(prog))
			continue;
		err = bpf_program__type(prog) == BPF_PROG_TYPE_SCHED_CLS ?
			      attach_tc(obj, prog, opts) : attach_where_it_says(obj, prog);
	}
	if (err) {
		hooks__detach(obj);
		return flexnet_fail_in(err, obj->name);
	}
	return obj->hook_count;
}

void hooks__detach(struct flexnet_object *obj)
{
	while (obj->hook_count)
		close(obj->hook_fds[--obj->hook_count]);
	free(obj->hook_fds);
	obj->hook_fds = NULL;
}

static bool is_executor(const struct flexnet_table *table, const char *name)
{
	__u32 i;

	for (i = 0; i < table->executor_count; i++)
		if (!strcmp(table->executors[i].name, name))
			return true;
	return !strcmp(name, FLEXNET_DRAIN_PROGRAM);
}

int flexnet_object__call(struct flexnet_object *obj, const char *program, int *result)
{
	struct bpf_program *prog = bpf_object__find_program_by_name(obj->bpf, program);
	LIBBPF_OPTS(bpf_test_run_opts, opts);
	int err;

	if (!prog || bpf_program__type(prog) != BPF_PROG_TYPE_SYSCALL ||
	    is_executor(obj->table, program))
		return flexnet_fail(ENOENT, "%s: has no program '%s' to call (SEC(\"syscall\"))",
				    obj->name, program);
	if (!obj->loaded)
		return flexnet_fail(EINVAL, "%s: load it before calling '%s'", obj->name, program);
	err = bpf_prog_test_run_opts(bpf_program__fd(prog), &opts);
	if (err)
		return flexnet_fail_bpf(err, program);
	*result = opts.retval;
	return 0;
}
