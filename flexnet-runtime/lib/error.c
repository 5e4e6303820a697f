// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* What the kernel and libbpf say. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <bpf/libbpf.h>

#include "internal.h"

static flexnet_log_fn log_fn;

int flexnet_fail_bpf(int err, const char *what)
{
	if (err < 0)
		err = -err;
	if (err == EPERM || err == EACCES)
		return flexnet_fail(err, "%s: not permitted; run it as root (sudo), or with "
				    "CAP_BPF, CAP_NET_ADMIN and CAP_PERFMON", what);
	if (err == ENOSYS)
		return flexnet_fail(err, "%s: this kernel has no bpf() system call; use one "
				    "built with CONFIG_BPF_SYSCALL", what);
	return flexnet_fail(err, "%s: %s", what, strerror(err));
}

static int print(enum libbpf_print_level level, const char *fmt, va_list args)
{
	char text[4096];
	int len = vsnprintf(text, sizeof(text), fmt, args);

	if (log_fn && level != LIBBPF_DEBUG)
		log_fn(text);
	return len;
}

void flexnet_set_log(flexnet_log_fn fn)
{
	log_fn = fn;
	libbpf_set_print(print);
}

__attribute__((constructor)) static void silence_libbpf(void)
{
	libbpf_set_print(print);
}
