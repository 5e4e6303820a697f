// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* The one line that says what went wrong, and libbpf's own messages. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <bpf/libbpf.h>

#include "internal.h"

static _Thread_local char message[1024];
static flexnet_log_fn log_fn;

const char *flexnet_error(void)
{
	return message[0] ? message : "no error";
}

/* Text from files and from the kernel may hold anything; the user gets one line. */
static void flatten(char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < ' ' || *text == 0x7f)
			*text = ' ';
}

int flexnet_fail(int err, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(message, sizeof(message), fmt, args);
	va_end(args);
	flatten(message);
	return err > 0 ? -err : err;
}

int flexnet_fail_in(int err, const char *what)
{
	char rest[sizeof(message)];

	memcpy(rest, message, sizeof(rest));
	return flexnet_fail(err, "%s: %s", what, rest);
}

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
