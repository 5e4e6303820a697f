// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// load-each OBJECT.o...
//
// Loads the programs of each object one at a time, as tools do that choose among them at run
// time. Prints a line per program: object, tab, program, tab, "ok" or why not.
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char log_text[1 << 20];
static size_t log_used;

static int log_print(enum libbpf_print_level level, const char *format, va_list args)
{
	int n;

	if (level != LIBBPF_WARN)
		return 0;
	n = vsnprintf(log_text + log_used, sizeof(log_text) - log_used, format, args);
	if (n > 0 && (size_t)n < sizeof(log_text) - log_used)
		log_used += n;
	return 0;
}

static int btf_refused(void)
{
	return strstr(log_text, "BTF is optional, ignoring") != NULL;
}

/* What a tool sets from its command line before it loads. */
static void map__complete(struct bpf_map *map)
{
	enum bpf_map_type type = bpf_map__type(map);

	if (type == BPF_MAP_TYPE_STACK_TRACE && !bpf_map__value_size(map))
		bpf_map__set_value_size(map, 127 * sizeof(__u64));
	if (!bpf_map__max_entries(map) && type != BPF_MAP_TYPE_PERF_EVENT_ARRAY &&
	    type != BPF_MAP_TYPE_TASK_STORAGE && type != BPF_MAP_TYPE_SK_STORAGE &&
	    type != BPF_MAP_TYPE_INODE_STORAGE)
		bpf_map__set_max_entries(map, 4096);
}

/* The verifier's last word: the line before its statistics. */
static void print_reason(int error)
{
	char *end = strstr(log_text, "processed "), *start;

	if (btf_refused()) {
		printf("BTF refused\n");
		return;
	}
	if (!end || end == log_text)
		end = log_text + log_used;
	while (end > log_text && end[-1] == '\n')
		end--;
	for (start = end; start > log_text && start[-1] != '\n'; start--)
		;
	if (end == start)
		printf("%s\n", strerror(-error));
	else
		printf("%s: %.*s\n", strerror(-error), (int)(end - start), start);
}

static void load_one(const char *path, const char *name)
{
	struct bpf_object *object;
	struct bpf_program *program;
	struct bpf_map *map;
	int error;

	log_text[log_used = 0] = 0;
	object = bpf_object__open_file(path, NULL);
	if (!object) {
		printf("%s\t%s\t", path, name);
		print_reason(-errno);
		return;
	}
	bpf_object__for_each_map(map, object)
		map__complete(map);
	bpf_object__for_each_program(program, object)
		bpf_program__set_autoload(program, !strcmp(bpf_program__name(program), name));
	error = bpf_object__load(object);
	printf("%s\t%s\t", path, name);
	if (error || btf_refused())
		print_reason(error);
	else
		printf("ok\n");
	bpf_object__close(object);
}

static void load_each(const char *path)
{
	struct bpf_object *object;
	struct bpf_program *program;

	log_text[log_used = 0] = 0;
	object = bpf_object__open_file(path, NULL);
	if (!object) {
		printf("%s\t\t", path);
		print_reason(-errno);
		return;
	}
	bpf_object__for_each_program(program, object)
		load_one(path, bpf_program__name(program));
	bpf_object__close(object);
}

int main(int argc, char **argv)
{
	libbpf_set_strict_mode(LIBBPF_STRICT_ALL);
	libbpf_set_print(log_print);
	for (int i = 1; i < argc; i++)
		load_each(argv[i]);
	return 0;
}
