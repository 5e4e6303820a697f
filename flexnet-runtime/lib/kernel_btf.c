// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* The types of a kernel or of one of its modules, from a file that anyone may have written. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bpf/btf.h>
#include <bpf/libbpf.h>

#include "internal.h"

#define VMLINUX "/sys/kernel/btf/vmlinux"

static int check_file(const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 && errno == ENOENT && !strcmp(path, VMLINUX))
		return flexnet_fail(ENOENT, "this kernel has no BTF (CONFIG_DEBUG_INFO_BTF): there "
				    "is no " VMLINUX "; give a file with --btf");
	if (fd < 0)
		return flexnet_fail(errno, "cannot open '%s': %s", path, strerror(errno));
	if (fstat(fd, &st))
		st.st_mode = 0;
	close(fd);
	if (!S_ISREG(st.st_mode))
		return flexnet_fail(EINVAL, "'%s' is not a file", path);
	return 0;
}

static int refused(const char *path, const struct btf *base)
{
	return flexnet_fail(EINVAL, "'%s' is neither BTF nor an ELF file with a .BTF section that "
			    "libbpf %s can read%s", path, libbpf_version_string() + 1,
			    base ? "" : "; if it is a module's, give the kernel's with --base");
}

static int parse(const char *path, struct btf *base, struct btf **result)
{
	struct btf *btf;
	int err = check_file(path);

	if (err)
		return err;
	btf = btf__parse_split(path, base);
	if (!btf)
		return refused(path, base);
	if (btf__pointer_size(btf) == 4) {
		btf__free(btf);
		return flexnet_fail(EINVAL, "'%s' is of a 32-bit kernel: BPF programs cannot "
				    "describe its types", path);
	}
	err = btf__check_types(btf);
	if (err) {
		btf__free(btf);
		return flexnet_fail_in(err, path);
	}
	*result = btf;
	return 0;
}

/* The kernel's own file of a module needs the kernel's types. */
static bool is_running_module(const char *path)
{
	char *real = realpath(path, NULL);
	bool module = real && !strncmp(real, "/sys/kernel/btf/", 16) && strcmp(real, VMLINUX);

	free(real);
	return module;
}

int kernel_btf__open(const char *path, const char *base_path, struct btf **base, struct btf **btf)
{
	int err;

	*base = NULL;
	if (!base_path && is_running_module(path))
		base_path = VMLINUX;
	if (base_path) {
		err = parse(base_path, NULL, base);
		if (err)
			return err;
	}
	err = parse(path, *base, btf);
	if (err)
		btf__free(*base);
	return err;
}
