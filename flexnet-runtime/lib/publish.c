// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Counters of an object that is not pinned, for other processes to read: pins of the maps
 * alone, which leave with the monitor. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "monitor.h"
#include "pin.h"

int flexnet_monitor__publish(struct flexnet_monitor *m, const char *name)
{
	char reason[512];
	int err;

	if (m->published)
		return flexnet_fail(EINVAL, "these counters are published as '%s'", m->published);
	err = pin__check_name(name);
	err = err ?: pin__make_dir(name);
	if (err)
		return err;
	err = pin__put_number(name, PIN_PROCESS, getpid());
	err = err ?: pin__monitor(m, name);
	if (!err) {
		m->published = strdup(name);
		m->process = getpid();
		err = m->published ? 0 : flexnet_fail(ENOMEM, "out of memory");
	}
	if (err) {
		snprintf(reason, sizeof(reason), "%s", flexnet_error());
		pin__remove(name);
		flexnet_fail(err, "%s", reason);
	}
	return err;
}

/* A copy of the monitor in a forked process may have done it before, and someone else may
 * have the name by now. */
void monitor__unpublish(struct flexnet_monitor *m)
{
	if (m->published && pin__number(m->published, PIN_PROCESS) == (unsigned)m->process)
		pin__remove(m->published);
	free(m->published);
}
