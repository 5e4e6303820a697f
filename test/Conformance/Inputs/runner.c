// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// conformance-runner HOST.so OBJECT.o...
//
// Loads each object, with its BTF, and calls its program and the host's conform() with the
// same numbers. Prints a line per object: its outcome, a tab and the reason.
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <dlfcn.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct io {
	uint64_t a, b, result;
};

typedef uint64_t (*conform_fn)(uint64_t a, uint64_t b);

static const struct {
	uint64_t a, b;
} inputs[] = {
	{ 0, 0 },
	{ 1, 0 },
	{ 0, 1 },
	{ 3, 7 },
	{ 63, 64 },
	{ 255, 256 },
	{ 17, 1000003 },
	{ 0xffff, 0x10000 },
	{ 0x7fffffff, 0x80000000 },
	{ 0xffffffff, 0x100000000 },
	{ INT64_MAX, INT64_MIN },
	{ UINT64_MAX, 1 },
	{ 5, UINT64_MAX },
	{ UINT64_MAX, UINT64_MAX },
	{ 0x0123456789abcdef, 0xfedcba9876543210 },
	{ 0x5555555555555555, 0xaaaaaaaaaaaaaaaa },
};

/* Host code may read the maps of the object that just ran. */
struct bpf_object *conformance_object;

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

static void outcome(const char *what, const char *reason)
{
	printf("%s\t%s\n", what, reason);
}

/* The line of the log that says most: the last before the marker, which ends a kernel log. */
static const char *log_line_before(const char *marker)
{
	static char line[256];
	char *end = strstr(log_text, marker), *start;

	if (!end)
		return "";
	for (;;) {
		while (end > log_text && (end[-1] == '\n' || end[-1] == '-' || end[-1] == ' '))
			end--;
		for (start = end; start > log_text && start[-1] != '\n'; start--)
			;
		if (start == log_text || strncmp(start, "processed ", 10))
			break;
		end = start; /* the verifier's statistics */
	}
	if (!strncmp(start, "libbpf: ", 8))
		start += 8;
	snprintf(line, sizeof(line), "%.*s", (int)(end - start), start);
	return line;
}

static const char *first_line_with(const char *what)
{
	char *found = strstr(log_text, what), *start;
	static char line[256];

	if (!found)
		return "";
	for (start = found; start > log_text && start[-1] != '\n'; start--)
		;
	if (!strncmp(start, "libbpf: ", 8))
		start += 8;
	snprintf(line, sizeof(line), "%.*s", (int)strcspn(start, "\n"), start);
	return line;
}

/* libbpf goes on without BTF that it or the kernel refuses, and only warns. */
static int btf_refused(void)
{
	if (!strstr(log_text, "BTF is optional, ignoring"))
		return 0;
	if (strstr(log_text, "END BTF LOAD LOG"))
		outcome("BTF refused", log_line_before("-- END BTF LOAD LOG"));
	else
		outcome("BTF refused", first_line_with("BTF is optional"));
	return 1;
}

static void load_failed(int error)
{
	if (btf_refused())
		return;
	if (strstr(log_text, "END PROG LOAD LOG"))
		outcome("refused by the verifier", log_line_before("-- END PROG LOAD LOG"));
	else if (strstr(log_text, "libbpf: "))
		outcome("refused by libbpf", first_line_with("libbpf: "));
	else
		outcome("refused by libbpf", strerror(-error));
}

static struct bpf_program *find_program(struct bpf_object *object)
{
	struct bpf_program *p;

	bpf_object__for_each_program(p, object)
		if (strstr(bpf_program__name(p), "conformance"))
			return p;
	return NULL;
}

static int has_debug_info(int prog_fd)
{
	struct bpf_prog_info info = {};
	__u32 size = sizeof(info);

	if (bpf_obj_get_info_by_fd(prog_fd, &info, &size)) {
		outcome("BTF refused", "no information on the program");
		return 0;
	}
	if (!info.btf_id || !info.nr_func_info || !info.nr_line_info) {
		outcome("BTF refused", !info.btf_id ? "the program has none" :
						      "no function or line information");
		return 0;
	}
	return 1;
}

static void compare(int prog_fd, conform_fn conform)
{
	char reason[256];

	for (size_t i = 0; i < sizeof(inputs) / sizeof(inputs[0]); i++) {
		struct io io = { .a = inputs[i].a, .b = inputs[i].b };
		LIBBPF_OPTS(bpf_test_run_opts, opts, .ctx_in = &io, .ctx_size_in = sizeof(io));
		uint64_t want;
		int error = bpf_prog_test_run_opts(prog_fd, &opts);

		if (error) {
			outcome("does not run", strerror(-error));
			return;
		}
		want = conform(inputs[i].a, inputs[i].b);
		if (io.result == want)
			continue;
		snprintf(reason, sizeof(reason),
			 "conform(0x%" PRIx64 ", 0x%" PRIx64 ") is 0x%" PRIx64 ", not 0x%" PRIx64,
			 inputs[i].a, inputs[i].b, io.result, want);
		outcome("wrong result", reason);
		return;
	}
	outcome("ok", "");
}

static void run(const char *path, conform_fn conform)
{
	struct bpf_object *object;
	struct bpf_program *program;
	int error;

	log_text[log_used = 0] = 0;
	object = bpf_object__open_file(path, NULL);
	if (!object) {
		load_failed(-errno);
		return;
	}
	conformance_object = object;
	program = find_program(object);
	error = program ? bpf_object__load(object) : -ENOENT;
	if (error)
		load_failed(error);
	else if (!btf_refused() && has_debug_info(bpf_program__fd(program)))
		compare(bpf_program__fd(program), conform);
	bpf_object__close(object);
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fprintf(stderr, "usage: conformance-runner HOST.so OBJECT.o...\n");
		return 2;
	}
	libbpf_set_strict_mode(LIBBPF_STRICT_ALL);
	libbpf_set_print(log_print);
	for (int i = 2; i < argc; i++) {
		/* Loaded anew for each object: its statics start as the object's do. */
		void *host = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
		conform_fn conform = host ? (conform_fn)dlsym(host, "conform") : NULL;

		if (!conform) {
			fprintf(stderr, "conformance-runner: %s\n", dlerror());
			return 1;
		}
		run(argv[i], conform);
		dlclose(host);
	}
	return 0;
}
