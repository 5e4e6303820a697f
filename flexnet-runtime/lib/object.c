// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* An object file: open, look into it. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "internal.h"

/* Larger than any program the kernel takes. */
#define MAX_FILE (256 << 20)

/* What libbpf puts before the names of .bss and .data: the file's name without suffixes. */
static void short_name(const char *path, char *name, size_t size)
{
	const char *base = strrchr(path, '/');
	size_t len;

	base = base ? base + 1 : path;
	len = strcspn(base, ".");
	snprintf(name, size, "%.*s", len ? (int)len : 6, len ? base : "object");
	for (; *name; name++)
		if (!isalnum((unsigned char)*name))
			*name = '_';
}

static void *copy(const void *data, size_t size)
{
	void *to = malloc(size + 1);

	if (to)
		memcpy(to, data, size);
	else
		flexnet_fail(ENOMEM, "out of memory");
	return to;
}

/* `any`: an object without coroutines has an empty table. */
static int read_table(struct flexnet_object *obj, const struct elf_part *table, bool any)
{
	if (!table->data && !any)
		return flexnet_fail(ENOENT, "holds no coroutine (no " FLEXNET_ABI_SECTION " section): "
				    "no function uses co_await, or it was not compiled by FlexNet's "
				    "clang with -fflexnet-coro");
	if (!table->data) {
		obj->table = calloc(1, sizeof(*obj->table));
		return obj->table ? 0 : flexnet_fail(ENOMEM, "out of memory");
	}
	obj->section = copy(table->data, table->size);
	if (!obj->section)
		return -ENOMEM;
	obj->section_size = table->size;
	return table__parse(obj->section, obj->section_size, &obj->table);
}

static int open_mem(struct flexnet_object *obj, const void *data, size_t size, bool any)
{
	LIBBPF_OPTS(bpf_object_open_opts, opts);
	struct elf_parts parts;
	char name[16];
	int err;

	obj->bytes = copy(data, size);
	if (!obj->bytes)
		return -ENOMEM;
	obj->size = size;
	err = elf__read(data, size, &parts);
	err = err ?: read_table(obj, &parts.table, any);
	if (err)
		return err;

	short_name(obj->name, name, sizeof(name));
	opts.object_name = name;
	obj->bpf = bpf_object__open_mem(data, size, &opts);
	if (!obj->bpf) {
		err = errno;
		return flexnet_fail(err, "libbpf cannot open it: %s; --verbose shows its messages",
				    strerror(err));
	}
	err = pipeline__find(obj);
	return err ?: sets__check(obj);
}

int object__open(const void *data, size_t size, const char *name, bool any,
		 struct flexnet_object **out)
{
	struct flexnet_object *obj = calloc(1, sizeof(*obj));
	int err;

	if (!obj)
		return flexnet_fail(ENOMEM, "out of memory");
	obj->link_fd = -1;
	obj->workers_fd = -1;
	obj->name = strdup(name);
	err = obj->name ? open_mem(obj, data, size, any) : flexnet_fail(ENOMEM, "out of memory");
	if (err) {
		flexnet_object__close(obj);
		return err;
	}
	*out = obj;
	return 0;
}

int flexnet_object__open_mem(const void *data, size_t size, const char *name,
			     struct flexnet_object **out)
{
	int err = part__open(data, size, name, &(struct flexnet_open_opts){}, out);

	return err ? flexnet_fail_in(err, name) : 0;
}

static int read_file(int fd, void **data, size_t *size)
{
	struct stat st;
	size_t done = 0;

	if (fstat(fd, &st))
		return flexnet_fail(errno, "%s", strerror(errno));
	if (S_ISDIR(st.st_mode))
		return flexnet_fail(EISDIR, "is a directory");
	if (!S_ISREG(st.st_mode))
		return flexnet_fail(EINVAL, "not a regular file");
	if (st.st_size > MAX_FILE)
		return flexnet_fail(EFBIG, "too large for a BPF object");
	*data = malloc(st.st_size + 1);
	if (!*data)
		return flexnet_fail(ENOMEM, "out of memory");
	while (done < (size_t)st.st_size) {
		ssize_t n = read(fd, (char *)*data + done, st.st_size - done);

		if (n < 0)
			return flexnet_fail(errno, "%s", strerror(errno));
		if (!n)
			break;
		done += n;
	}
	*size = done;
	return 0;
}

int flexnet_object__open_with(const char *path, const struct flexnet_open_opts *opts,
			      struct flexnet_object **out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	size_t size = 0;
	void *data = NULL;
	int err;

	if (fd < 0) {
		err = errno;
		return flexnet_fail(err, "%s: %s", path, strerror(err));
	}
	err = read_file(fd, &data, &size);
	close(fd);
	err = err ?: part__open(data, size, path, opts, out);
	free(data);
	return err ? flexnet_fail_in(err, path) : 0;
}

int flexnet_object__open(const char *path, struct flexnet_object **out)
{
	return flexnet_object__open_with(path, &(struct flexnet_open_opts){}, out);
}

void flexnet_object__close(struct flexnet_object *obj)
{
	size_t i;

	if (!obj)
		return;
	flexnet_object__detach(obj);
	flexnet_pipeline__stop(obj);
	if (obj->loaded && !obj->pinned)
		sets__empty(obj);
	state__unmap(obj);
	if (obj->logs)
		for (i = 0; i < flexnet_object__program_count(obj); i++)
			free(obj->logs[i]);
	free(obj->logs);
	cpu_list__free(&obj->cpus);
	bpf_object__close(obj->bpf);
	free(obj->table);
	free(obj->section);
	free(obj->bytes);
	free(obj->part_reason);
	free(obj->name);
	free(obj);
}

const struct flexnet_table *flexnet_object__table(const struct flexnet_object *obj)
{
	return obj->table;
}

const void *flexnet_object__bytes(const struct flexnet_object *obj, size_t *size)
{
	*size = obj->size;
	return obj->bytes;
}

struct bpf_object *flexnet_object__bpf_object(const struct flexnet_object *obj)
{
	return obj->bpf;
}

size_t flexnet_object__program_count(const struct flexnet_object *obj)
{
	struct bpf_program *prog;
	size_t count = 0;

	bpf_object__for_each_program(prog, obj->bpf)
		count++;
	return count;
}

int flexnet_object__program(const struct flexnet_object *obj, size_t index,
			    struct flexnet_program *out)
{
	struct bpf_program *prog = NULL;
	struct bpf_prog_info info = {};
	__u32 len = sizeof(info);
	int err;

	do
		prog = bpf_object__next_program(obj->bpf, prog);
	while (prog && index--);
	if (!prog)
		return flexnet_fail(ENOENT, "no such program");

	*out = (struct flexnet_program){
		.name = bpf_program__name(prog),
		.section = bpf_program__section_name(prog),
		.resumes = program__resumes(obj, prog),
		.attaches = program__attaches(obj, prog),
		.insns = bpf_program__insn_cnt(prog),
	};
	if (!obj->loaded || !bpf_program__autoload(prog))
		return 0;
	err = bpf_obj_get_info_by_fd(bpf_program__fd(prog), &info, &len);
	if (err)
		return flexnet_fail_bpf(err, "cannot read back a program");
	out->xlated_insns = info.xlated_prog_len / sizeof(struct bpf_insn);
	out->jited_bytes = info.jited_prog_len;
	out->processed_insns = info.verified_insns;
	out->id = info.id;
	return 0;
}
