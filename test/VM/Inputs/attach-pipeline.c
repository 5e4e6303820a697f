// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// attach-pipeline OBJECT DEVICE HANDOFF [WORD...] [NAME=VALUE...]: attaches the pipeline of an
// object, with the hand-off device, and then its ramp to the device; prints "attached", and
// ends, with all that it made, on SIGTERM. NAME is a constant of the object or a member of struct
// flexnet_ops. Words:
//
//	generic		XDP of the kernel's own, not the driver's
//	tc		the ramp of TC
//	tx		no ramp: what leaves by the device comes to the pipeline
//	ramp=NAME	the ramp: else `ramp_xdp` or `ramp_tc`
//	leave		goes to the network namespace of process 1
//	again=N		attaches and detaches so often before
//	replace=N	has two loads of the object take over from each other so often before
#define _GNU_SOURCE
#include <flexnet/kernel_runtime.h>

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <fcntl.h>
#include <linux/if_link.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *path;
static unsigned device, handoff, again, replace;
static bool generic, tc, tx, leave;
static char **settings;
static const char *ramp_name;

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static bool set_constant(struct bpf_object *object, const char *name, unsigned value)
{
	const struct btf *btf = bpf_object__btf(object);
	struct bpf_map *map;

	bpf_object__for_each_map(map, object) {
		const char *section = strchr(bpf_map__name(map), '.'); /* OBJECT.rodata, .rodata.NAME */
		char *data = bpf_map__initial_value(map, &(size_t){0});
		const struct btf_type *t;
		int id;

		if (!section || strncmp(section, ".rodata", 7))
			continue;
		id = btf__find_by_name_kind(btf, section, BTF_KIND_DATASEC);
		t = btf__type_by_id(btf, id);
		for (int i = 0; id > 0 && i < btf_vlen(t); i++) {
			const struct btf_var_secinfo *at = btf_var_secinfos(t) + i;
			const struct btf_type *var = btf__type_by_id(btf, at->type);

			if (!strcmp(btf__name_by_offset(btf, var->name_off), name)) {
				memcpy(data + at->offset, &value, sizeof(value));
				return true;
			}
		}
	}
	return false;
}

static void set(struct bpf_object *object, struct flexnet_ops *ops, const char *name, unsigned value)
{
	if (!strcmp(name, "abi"))
		ops->abi = value;
	else if (!strcmp(name, "stops"))
		ops->stops = value;
	else if (!strcmp(name, "flags"))
		ops->flags = value;
	else if (!strcmp(name, "workers"))
		ops->workers = value;
	else if (!strcmp(name, "packets"))
		ops->packets = value;
	else if (!strcmp(name, "memory"))
		ops->memory = value;
	else if (!strcmp(name, "tx_device"))
		ops->tx_device = value;
	else if (!strcmp(name, "stall_ms"))
		ops->stall_ms = value;
	else if (!set_constant(object, name, value))
		exit(fprintf(stderr, "there is no '%s'\n", name));
}

struct pipeline {
	struct bpf_object *object;
	struct bpf_map *map;
	struct bpf_program *ramp;
	struct bpf_link *link;
};

static struct pipeline load(void)
{
	struct pipeline p = {.object = bpf_object__open_file(path, NULL)};
	struct bpf_map *map;
	struct flexnet_ops *ops;

	if (p.object)
		bpf_object__for_each_map(map, p.object)
			if (bpf_map__type(map) == BPF_MAP_TYPE_STRUCT_OPS)
				p.map = map;
	ops = p.map ? bpf_map__initial_value(p.map, &(size_t){0}) : NULL;
	if (!ops)
		die(path);
	ops->handoff = handoff;
	if (tx)
		ops->tx_device = device;
	if (replace)
		ops->flags |= FLEXNET_TAKE_OVER;
	set_constant(p.object, "handoff_device", handoff);
	/* What flexnet/kernel_insert.h and flexnet/ring.h want of a loader. */
	set_constant(p.object, "flexnet_handoff_device", handoff);
	set_constant(p.object, "flexnet_ordered_stores", 1);
	for (char **s = settings; *s; s++) {
		char *name = strdup(*s), *value = strchr(name, '=');

		*value++ = 0;
		set(p.object, ops, name, strtoul(value, NULL, 0));
		free(name);
	}
	if (bpf_object__load(p.object))
		die("load");
	p.ramp = bpf_object__find_program_by_name(p.object, ramp_name ? ramp_name : tc ? "ramp_tc" : "ramp_xdp");
	return p;
}

static void attach(struct pipeline *p)
{
	p->link = bpf_map__attach_struct_ops(p->map);
	if (!p->link)
		die("attach");
}

static void detach(struct pipeline *p)
{
	bpf_link__destroy(p->link);
	p->link = NULL;
}

static int attach_ramp(const struct pipeline *p)
{
	LIBBPF_OPTS(bpf_link_create_opts, options, .flags = generic ? XDP_FLAGS_SKB_MODE : 0);
	struct bpf_link *link;
	int fd;

	if (tx)
		return -1;
	if (tc) {
		link = bpf_program__attach_tcx(p->ramp, device, NULL);
		fd = link ? bpf_link__fd(link) : -1;
	} else {
		fd = bpf_link_create(bpf_program__fd(p->ramp), device, BPF_XDP, &options);
	}
	if (fd < 0)
		die("the ramp");
	return fd;
}

int main(int argc, char **argv)
{
	struct pipeline p, next;
	sigset_t end;
	int which, ramp;

	if (argc < 4)
		return 2;
	sigemptyset(&end);
	sigaddset(&end, SIGTERM);
	sigprocmask(SIG_BLOCK, &end, NULL);
	path = argv[1];
	device = if_nametoindex(argv[2]);
	handoff = if_nametoindex(argv[3]);
	if (!device || !handoff)
		die("devices");
	for (settings = argv + 4; *settings; settings++) {
		const char *word = *settings;

		if (!strcmp(word, "generic"))
			generic = true;
		else if (!strcmp(word, "tc"))
			tc = true;
		else if (!strcmp(word, "tx"))
			tx = true;
		else if (!strcmp(word, "leave"))
			leave = true;
		else if (!strncmp(word, "ramp=", 5))
			ramp_name = word + 5;
		else if (sscanf(word, "again=%u", &again) != 1 && sscanf(word, "replace=%u", &replace) != 1)
			break;
	}
	p = load();
	for (; again; again--) {
		attach(&p);
		ramp = attach_ramp(&p);
		usleep(20000);
		close(ramp);
		detach(&p);
	}
	next = replace ? load() : p;
	attach(&p);
	ramp = attach_ramp(&p);
	for (; replace; replace--) {
		struct pipeline old = p;

		attach(&next);
		if (!tx && bpf_link_update(ramp, bpf_program__fd(next.ramp), NULL))
			die("the other ramp");
		usleep(20000);
		detach(&old);
		p = next;
		next = old;
	}
	if (leave && setns(open("/proc/1/ns/net", O_RDONLY), CLONE_NEWNET))
		die("leave");
	puts("attached");
	fflush(stdout);
	sigwait(&end, &which);
	close(ramp);
	detach(&p);
	return 0;
}
