// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// flexnet-queue-runner OBJECT STEP...
//
// Drives programs, executors and the delivery of packets by hand, one after the other, so that
// every answer is known. A step is
//
//	PROGRAM[@WORKER[+]][#BYTES][:TIMES]   runs it and prints what the last run returned;
//	                                      `+`: the worker's round is not over with it
//	dead, alive                           nobody, somebody lives to resume
//	sleep                                 for 50 ms
//
// All on one CPU. At the end: each global __u64 that is not 0, and what was not suspended.
#define _GNU_SOURCE
#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <flexnet/abi.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WORKERS 4
#define LONGEST 3456 /* packet that an XDP program gets in one piece */

static struct bpf_object *object;
static __u64 epochs[WORKERS];

static int fail(const char *what, const char *which)
{
	fprintf(stderr, "flexnet-queue-runner: %s '%s'\n", what, which);
	return 1;
}

/* A map of one variable or section; names of maps are cut off, those of sections are not. */
static struct bpf_map *map__find(const char *section)
{
	struct bpf_map *map;

	bpf_object__for_each_map(map, object) {
		const char *name = bpf_map__name(map);
		size_t length = strlen(name), end = strlen(section);

		if (length >= end && !strcmp(name + length - end, section))
			return map;
	}
	return NULL;
}

static void *map__read(const struct bpf_map *map)
{
	void *value = map ? calloc(1, bpf_map__value_size(map)) : NULL;
	__u32 key = 0;

	if (value && bpf_map_lookup_elem(bpf_map__fd(map), &key, value)) {
		free(value);
		return NULL;
	}
	return value;
}

static void map__write(const struct bpf_map *map, const void *value)
{
	__u32 key = 0;

	bpf_map_update_elem(bpf_map__fd(map), &key, value, BPF_ANY);
}

static void state__update(int alive, unsigned finished)
{
	const struct bpf_map *map = map__find(FLEXNET_MAP_STATE);
	struct flexnet_state *state = map__read(map);

	if (!state)
		return;
	if (alive >= 0)
		state->alive = alive;
	if (finished < WORKERS)
		state->finished[finished] = epochs[finished];
	map__write(map, state);
	free(state);
}

struct step {
	char *program;
	unsigned worker, bytes, times;
	int goes_on; /* the worker's round */
};

static void step__parse(struct step *step, char *text)
{
	char *at;

	*step = (struct step){ .program = text, .bytes = 64, .times = 1 };
	if ((at = strchr(text, ':'))) {
		step->times = atoi(at + 1);
		*at = 0;
	}
	if ((at = strchr(text, '#'))) {
		step->bytes = atoi(at + 1);
		*at = 0;
	}
	if ((at = strchr(text, '@'))) {
		step->goes_on = !!strchr(at, '+');
		step->worker = atoi(at + 1) % WORKERS;
		*at = 0;
	}
}

static int step__run(const struct step *step)
{
	const struct bpf_program *prog = bpf_object__find_program_by_name(object, step->program);
	struct flexnet_worker_ctx worker = { .worker = step->worker, .workers = WORKERS };
	unsigned char packet[LONGEST] = {}, out[LONGEST];
	__u64 arguments[2] = { 1, 2 };
	unsigned i, result = 0, length = 0;

	if (!prog)
		return fail("there is no program", step->program);
	for (i = 0; i < sizeof(packet); i++)
		packet[i] = i;
	packet[12] = 8; /* EtherType: none */
	packet[13] = 0xff;
	for (i = 0; i < step->times; i++) {
		LIBBPF_OPTS(bpf_test_run_opts, opts);
		enum bpf_prog_type type = bpf_program__type(prog);

		if (type == BPF_PROG_TYPE_SYSCALL) {
			worker.epoch = ++epochs[step->worker];
			worker.polls = 0;
			opts.ctx_in = &worker;
			opts.ctx_size_in = sizeof(worker);
		} else if (type == BPF_PROG_TYPE_RAW_TRACEPOINT) {
			opts.ctx_in = arguments;
			opts.ctx_size_in = sizeof(arguments);
		} else {
			opts.data_in = packet;
			opts.data_size_in = step->bytes;
			opts.data_out = out;
			opts.data_size_out = sizeof(out);
		}
		if (bpf_prog_test_run_opts(bpf_program__fd(prog), &opts))
			return fail("cannot run", step->program);
		result = opts.retval;
		length = opts.data_size_out;
		if (length && memcmp(packet, out, length))
			return fail("the packet has changed in", step->program);
		if (!step->goes_on)
			state__update(-1, step->worker);
	}
	printf("%s: %d", step->program, (int)result);
	if (length)
		printf(", %u bytes", length);
	printf("\n");
	return 0;
}

static void print_variables(void)
{
	const struct btf *btf = bpf_object__btf(object);
	int id = btf__find_by_name_kind(btf, ".bss", BTF_KIND_DATASEC);
	const struct btf_type *section = btf__type_by_id(btf, id);
	char *bss = map__read(map__find(".bss"));
	const struct btf_var_secinfo *entry;
	__u64 value;
	int i;

	if (!section || !bss)
		return;
	entry = btf_var_secinfos(section);
	for (i = 0; i < btf_vlen(section); i++, entry++) {
		const struct btf_type *var = btf__type_by_id(btf, entry->type);

		memcpy(&value, bss + entry->offset, sizeof(value));
		if (entry->size == sizeof(value) && value)
			printf("%s %llu\n", btf__name_by_offset(btf, var->name_off), value);
	}
	free(bss);
}

static void print_refused(void)
{
	static const char *const reasons[FLEXNET_REASONS] = {
		"no_headroom", "out_of_range", "no_cpu", "queue_full", "bad_frame",
		"no_worker", "too_long", "contended", "abandoned",
	};
	__u64 (*counters)[FLEXNET_REASONS] = map__read(map__find(FLEXNET_MAP_COUNTERS));
	int point, reason;

	for (point = 0; counters && point < FLEXNET_MAX_POINTS; point++)
		for (reason = 0; reason < FLEXNET_REASONS; reason++)
			if (counters[point][reason])
				printf("point %d: %s %llu\n", point, reasons[reason],
				       counters[point][reason]);
	free(counters);
}

static int print(enum libbpf_print_level level, const char *format, va_list args)
{
	return level == LIBBPF_WARN ? vfprintf(stderr, format, args) : 0;
}

int main(int argc, char **argv)
{
	int i, err = 0;
	cpu_set_t cpus;

	if (argc < 3)
		return 2;
	CPU_ZERO(&cpus);
	CPU_SET(sched_getcpu(), &cpus);
	if (sched_setaffinity(0, sizeof(cpus), &cpus))
		return fail("cannot stay on one CPU for", argv[1]);
	libbpf_set_print(print);
	object = bpf_object__open_file(argv[1], NULL);
	if (!object || bpf_object__load(object))
		return fail("cannot load", argv[1]);
	for (i = 2; i < argc && !err; i++) {
		struct step step;

		step__parse(&step, argv[i]);
		if (!strcmp(step.program, "dead") || !strcmp(step.program, "alive"))
			state__update(*step.program == 'a', WORKERS);
		else if (!strcmp(step.program, "sleep"))
			err = usleep(50000);
		else
			err = step__run(&step);
	}
	print_variables();
	print_refused();
	bpf_object__close(object);
	return err;
}
