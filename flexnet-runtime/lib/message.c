// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* The one line that says what went wrong. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "internal.h"

static _Thread_local char message[1024];

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
