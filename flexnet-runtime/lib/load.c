// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Into the kernel: size the queue sets, verify, put the resume programs into their entries. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "internal.h"

#define DEFAULT_SET "flexnet_queues"
/* The kernel writes only what it needs; the rest is never backed by memory. */
#define LOG_SIZE (64 << 20)

/*
 * An entry exists only for a CPU, and the kernel limits the size to its NR_CPUS. More
 * entries than CPUs could only stay empty, so they are left out; bpf_redirect_map()
 * answers the same for both. The default set grows with the machine, too.
 */
static int fit_sets(struct flexnet_object *obj)
{
	int possible = libbpf_num_possible_cpus();
	__u32 i;

	if (possible < 0)
		return flexnet_fail(possible, "cannot read the number of CPUs; mount /sys");
	for (i = 0; i < obj->table->set_count; i++) {
		const struct flexnet_set *set = &obj->table->sets[i];
		struct bpf_map *map = bpf_object__find_map_by_name(obj->bpf, set->name);
		__u32 entries = set->queues < (__u32)possible ? set->queues : (__u32)possible;
		int err;

		if (set->transport != FLEXNET_TRANSPORT_CPUMAP)
			continue;
		if (!strcmp(set->name, DEFAULT_SET))
			entries = possible;
		err = bpf_map__set_max_entries(map, entries);
		if (err)
			return flexnet_fail(err, "cannot size queue set '%s'", set->name);
	}
	return 0;
}

int object__set_constant(struct flexnet_object *obj, const char *section, __u32 number)
{
	struct bpf_map *map = bpf_object__find_map_by_name(obj->bpf, section);
	size_t size;
	__u32 *value;

	if (!map)
		return 0;
	/* The pointer is what libbpf gives the kernel on load. */
	value = (__u32 *)bpf_map__initial_value(map, &size);
	if (!value || size < sizeof(*value))
		return flexnet_fail(EINVAL, "damaged: %s has %zu bytes", section, size);
	memcpy(value, &number, sizeof(number));
	return 0;
}

/* Whether the processor keeps the order of stores. */
static bool has_ordered_stores(void)
{
#if defined(__x86_64__) || defined(__i386__) || defined(__s390x__)
	return true;
#else
	return false;
#endif
}

static int set_kernel_workers(struct flexnet_object *obj, unsigned count)
{
	struct bpf_program *prog =
		bpf_object__find_program_by_name(obj->bpf, FLEXNET_KERNEL_START_PROGRAM);
	const struct flexnet_set *set = object__carrying_set(obj);

	if (!count) {
		if (prog)
			bpf_program__set_autoload(prog, false);
		return 0;
	}
	if (set)
		return flexnet_fail(EOPNOTSUPP, "queue set '%s' carries packets, which workers in the "
				    "kernel cannot hand on: only threads can (`flexnet run --workers 1`)",
				    set->name);
	if (!prog)
		return flexnet_fail(EOPNOTSUPP, "has no executor for workers in the kernel");
	if (count > DRAIN_WORKER)
		return flexnet_fail(EINVAL, "%u workers are too many: at most %d", count, DRAIN_WORKER);
	obj->kernel_workers = count;
	return object__set_constant(obj, FLEXNET_MAP_KERNEL_WORKERS, count);
}

static int prepare_logs(struct flexnet_object *obj)
{
	struct bpf_program *prog;
	size_t i = 0;

	obj->logs = calloc(flexnet_object__program_count(obj) + 1, sizeof(*obj->logs));
	if (!obj->logs)
		return flexnet_fail(ENOMEM, "out of memory");
	bpf_object__for_each_program(prog, obj->bpf) {
		char *log = malloc(LOG_SIZE);

		if (!log)
			return flexnet_fail(ENOMEM, "out of memory");
		log[0] = 0;
		obj->logs[i++] = log;
		bpf_program__set_log_buf(prog, log, LOG_SIZE);
	}
	return 0;
}

/* libbpf stops at the first program that is refused, and only that one has a log. */
static int explain_refusal(struct flexnet_object *obj, int err)
{
	struct bpf_program *prog;
	size_t i = 0;

	bpf_object__for_each_program(prog, obj->bpf) {
		const char *log = obj->logs[i++];

		if (!log[0])
			continue;
		obj->refused_program = bpf_program__name(prog);
		obj->verifier_log = log;
		return flexnet_fail(EACCES, "the kernel's verifier refuses program '%s'; "
				    "`flexnet check` shows why", obj->refused_program);
	}
	return flexnet_fail_bpf(err, "cannot load");
}

/* Permission and BTF first: libbpf's answers to either do not name the cause. */
static int check_kernel(void)
{
	int fd = bpf_map_create(BPF_MAP_TYPE_CPUMAP, "flexnet_probe", sizeof(__u32),
				sizeof(struct bpf_cpumap_val), 1, NULL);

	if (fd < 0)
		return flexnet_fail_bpf(fd, "cannot create a cpumap");
	close(fd);
	if (access("/sys/kernel/btf/vmlinux", R_OK))
		return flexnet_fail(ESRCH, "this kernel has no BTF (/sys/kernel/btf/vmlinux); use one "
				    "built with CONFIG_DEBUG_INFO_BTF=y");
	return 0;
}

static int fill_set(struct flexnet_object *obj, const struct flexnet_set *set)
{
	struct bpf_map *map = bpf_object__find_map_by_name(obj->bpf, set->name);
	struct bpf_program *prog = bpf_object__find_program_by_name(obj->bpf, set->resume_program);
	struct bpf_cpumap_val value = { .qsize = set->depth };
	bool served = false;
	size_t i;

	value.bpf_prog.fd = bpf_program__fd(prog);
	for (i = 0; i < obj->cpus.count; i++) {
		__u32 cpu = obj->cpus.cpu[i];
		int err;

		if (cpu >= bpf_map__max_entries(map))
			break;
		err = bpf_map_update_elem(bpf_map__fd(map), &cpu, &value, 0);
		if (err)
			return flexnet_fail(err, "queue %u of set '%s' cannot have a thread on CPU %u: %s",
					    cpu, set->name, cpu, strerror(-err));
		served = true;
	}
	if (!served)
		return flexnet_fail(EINVAL, "queue set '%s' has queues for CPU 0 to %u, and none of "
				    "them is in the list of CPUs", set->name,
				    bpf_map__max_entries(map) - 1);
	return 0;
}

/* An entry holds its resume program, which holds the map if it suspends there again: what
 * waits is resumed, and the circle ends. */
void sets__empty(struct flexnet_object *obj)
{
	__u32 i, key;

	for (i = 0; i < obj->table->set_count; i++) {
		struct bpf_map *map = bpf_object__find_map_by_name(obj->bpf, obj->table->sets[i].name);

		for (key = 0; map && obj->table->sets[i].transport == FLEXNET_TRANSPORT_CPUMAP && key < bpf_map__max_entries(map); key++)
			bpf_map_delete_elem(bpf_map__fd(map), &key);
	}
}

static int load(struct flexnet_object *obj, const struct flexnet_load_opts *opts)
{
	__u32 i;
	int err;

	err = check_kernel();
	err = err ?: cpu_list__select(opts->cpus, &obj->cpus);
	err = err ?: fit_sets(obj);
	err = err ?: object__set_constant(obj, FLEXNET_MAP_CONFIG, obj->cpus.cpu[obj->cpus.count - 1] + 1);
	err = err ?: object__set_constant(obj, FLEXNET_MAP_ARCH, has_ordered_stores());
	if (!err)
		err = obj->pipeline ? pipeline__prepare(obj, &opts->pipeline) :
				      set_kernel_workers(obj, opts->kernel_workers);
	err = err ?: prepare_logs(obj);
	if (err)
		return err;
	err = bpf_object__load(obj->bpf);
	if (err)
		return explain_refusal(obj, err);
	obj->loaded = true;
	for (i = 0; !err && i < obj->table->set_count; i++)
		if (obj->table->sets[i].transport == FLEXNET_TRANSPORT_CPUMAP)
			err = fill_set(obj, &obj->table->sets[i]);
	if (!err && object__has_executed_sets(obj))
		err = state__map(obj);
	return err;
}

int flexnet_object__load(struct flexnet_object *obj, const struct flexnet_load_opts *opts)
{
	static const struct flexnet_load_opts defaults;
	int err = load(obj, opts ? opts : &defaults);

	return err ? flexnet_fail_in(err, obj->name) : 0;
}

const char *flexnet_object__refused_program(const struct flexnet_object *obj)
{
	return obj->refused_program;
}

const char *flexnet_object__verifier_log(const struct flexnet_object *obj)
{
	return obj->verifier_log;
}
