// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// flexnet-header-runner [--sizes] OBJECT
//
// Loads the object with its BTF and runs each of its programs once. A program returns 0, or
// the line of what went wrong (see test.h). With --sizes: runs none and prints the bytes of
// each after the verifier.
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/bpf.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int btf_refused;

static int print(enum libbpf_print_level level, const char *format, va_list args)
{
	if (level != LIBBPF_WARN)
		return 0;
	if (strstr(format, "Error loading .BTF"))
		btf_refused = 1;
	return vfprintf(stderr, format, args);
}

/* Tracing programs cannot be run by hand: that they load is the test. */
static int can_run(const struct bpf_program *prog)
{
	return bpf_program__type(prog) != BPF_PROG_TYPE_TRACING &&
	       bpf_program__type(prog) != BPF_PROG_TYPE_KPROBE;
}

static int program_run(const struct bpf_program *prog)
{
	unsigned char packet[64] = {};
	__u64 context[2] = { getpid() };
	LIBBPF_OPTS(bpf_test_run_opts, opts);
	int err;

	if (bpf_program__type(prog) == BPF_PROG_TYPE_SYSCALL) {
		opts.ctx_in = context;
		opts.ctx_size_in = sizeof(context);
	} else {
		opts.data_in = packet;
		opts.data_size_in = sizeof(packet);
	}
	err = bpf_prog_test_run_opts(bpf_program__fd(prog), &opts);
	if (err)
		printf("%s: cannot run: %s\n", bpf_program__name(prog), strerror(-err));
	else if (opts.retval)
		printf("%s: line %d is false\n", bpf_program__name(prog), opts.retval);
	return err || opts.retval;
}

static int program_print_size(const struct bpf_program *prog)
{
	struct bpf_prog_info info = {};
	__u32 size = sizeof(info);
	int err = bpf_obj_get_info_by_fd(bpf_program__fd(prog), &info, &size);

	printf("%s %u\n", bpf_program__name(prog), info.xlated_prog_len);
	return err;
}

int main(int argc, char **argv)
{
	int sizes = argc == 3 && !strcmp(argv[1], "--sizes");
	struct bpf_program *prog;
	struct bpf_object *obj;
	int failed = 0, ran = 0;

	if (argc != 2 + sizes)
		return 2;
	libbpf_set_print(print);
	obj = bpf_object__open_file(argv[1 + sizes], NULL);
	if (!obj || bpf_object__load(obj) || btf_refused) {
		printf("%s: not loaded\n", argv[1 + sizes]);
		bpf_object__close(obj);
		return 1;
	}
	bpf_object__for_each_program(prog, obj) {
		if (sizes)
			failed |= program_print_size(prog);
		else if (can_run(prog))
			failed |= program_run(prog);
		ran++;
	}
	bpf_object__close(obj);
	if (!failed && !sizes)
		printf("%d programs as expected\n", ran);
	return failed || !ran;
}
