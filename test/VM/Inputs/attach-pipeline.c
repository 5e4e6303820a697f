// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// attach-pipeline OBJECT DEVICE HANDOFF [NAME=VALUE...]: loads a pipeline written by hand, sets
// variables of its .rodata, attaches `pipeline` with the hand-off device and `ramp` to XDP of the
// device; prints "attached", and ends, with all that it made, on SIGTERM or the end of its input.
#include <flexnet/kernel_runtime.h>

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <net/if.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int fail(const char *what)
{
	perror(what);
	return 1;
}

static int set_constant(struct bpf_object *object, const char *name, unsigned value)
{
	const struct btf *btf = bpf_object__btf(object);
	int id = btf__find_by_name_kind(btf, ".rodata", BTF_KIND_DATASEC);
	struct bpf_map *map;

	bpf_object__for_each_map(map, object) {
		const char *dot = strchr(bpf_map__name(map), '.');
		const struct btf_type *section = id < 0 ? NULL : btf__type_by_id(btf, id);
		size_t size;
		char *data = bpf_map__initial_value(map, &size);

		if (!dot || strcmp(dot, ".rodata") || !section || !data)
			continue;
		for (int i = 0; i < btf_vlen(section); i++) {
			const struct btf_var_secinfo *v = btf_var_secinfos(section) + i;
			const struct btf_type *var = btf__type_by_id(btf, v->type);

			if (!strcmp(btf__name_by_offset(btf, var->name_off), name)) {
				memcpy(data + v->offset, &value, sizeof(value));
				return 0;
			}
		}
	}
	fprintf(stderr, "there is no constant '%s'\n", name);
	return 1;
}

int main(int argc, char **argv)
{
	struct bpf_link *link, *xdp = NULL;
	struct bpf_object *object;
	struct bpf_program *ramp;
	struct flexnet_ops *ops;
	struct bpf_map *map;
	unsigned device, handoff;
	sigset_t end;
	size_t size;
	int which;

	if (argc < 4) {
		fprintf(stderr, "usage: %s OBJECT DEVICE HANDOFF [NAME=VALUE...]\n", argv[0]);
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	sigemptyset(&end);
	sigaddset(&end, SIGTERM);
	sigaddset(&end, SIGINT);
	sigprocmask(SIG_BLOCK, &end, NULL);
	device = if_nametoindex(argv[2]);
	handoff = if_nametoindex(argv[3]);
	if (!device || !handoff)
		return fail(device ? argv[3] : argv[2]);
	object = bpf_object__open_file(argv[1], NULL);
	if (!object)
		return fail(argv[1]);
	map = bpf_object__find_map_by_name(object, "pipeline");
	ops = map ? bpf_map__initial_value(map, &size) : NULL;
	if (!ops)
		return fail("pipeline");
	ops->handoff = handoff;
	if (bpf_object__find_program_by_name(object, "ramp") &&
	    set_constant(object, "handoff_device", handoff))
		return 1;
	for (int i = 4; i < argc; i++) {
		char *value = strchr(argv[i], '=');

		if (!value)
			return 2;
		*value++ = 0;
		if (!strcmp(argv[i], "workers"))
			ops->workers = atoi(value);
		else if (!strcmp(argv[i], "packets"))
			ops->packets = atoi(value);
		else if (!strcmp(argv[i], "memory"))
			ops->memory = atoi(value);
		else if (!strcmp(argv[i], "flags"))
			ops->flags = atoi(value);
		else if (set_constant(object, argv[i], atoi(value)))
			return 1;
	}
	if (bpf_object__load(object))
		return fail("load");
	link = bpf_map__attach_struct_ops(map);
	if (!link)
		return fail("attach");
	ramp = bpf_object__find_program_by_name(object, "ramp");
	if (ramp && !(xdp = bpf_program__attach_xdp(ramp, device)))
		return fail(argv[2]);
	puts("attached");
	sigwait(&end, &which);
	bpf_link__destroy(xdp);
	bpf_link__destroy(link);
	bpf_object__close(object);
	return 0;
}
