// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* What became of packets, as the kernel runtime counts it at the hand-off device. */
#include <fcntl.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <unistd.h>

#include "monitor.h"

/* In the order in which they are reported: struct fx_counters of the module. */
static const char *const names[] = {
	"handed_over", "outgoing", "bad_frame", "no_memory", "no_device", "stalled", "passed",
	"dropped",     "limit",    "taken",     "finished",  "sent",      "left",    "released",
	"swept",       "late",     "gone",      "waiting",
};
_Static_assert(sizeof(names) / sizeof(*names) <= PACKET_COUNTERS, "room in a monitor");

/* Of this network namespace: /sys may be of another, with another device of the name. */
static int open_sysfs(void)
{
	int fs = fsopen("sysfs", FSOPEN_CLOEXEC), fd = -1;

	if (fs >= 0 && !fsconfig(fs, FSCONFIG_CMD_CREATE, NULL, NULL, 0))
		fd = fsmount(fs, FSMOUNT_CLOEXEC, MOUNT_ATTR_RDONLY);
	if (fs >= 0)
		close(fs);
	return fd >= 0 ? fd : open("/sys", O_PATH | O_CLOEXEC);
}

static bool read_number(int sysfs, const char *dev, const char *file, __u64 *number)
{
	char path[128], text[32] = "";
	int fd;

	snprintf(path, sizeof(path), "class/net/%s/%s", dev, file);
	fd = openat(sysfs, path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	*number = read(fd, text, sizeof(text) - 1) > 0 ? strtoull(text, NULL, 10) : 0;
	close(fd);
	return true;
}

void packets__read(struct flexnet_monitor *m, struct flexnet_stats *stats)
{
	char dev[IF_NAMESIZE], file[64];
	__u64 number;
	size_t i;
	int sysfs;

	if (!m->handoff || !if_indextoname(m->handoff, dev))
		return;
	sysfs = open_sysfs();
	if (read_number(sysfs, dev, "ifindex", &number) && number == m->handoff) {
		stats->packets = m->packets;
		/* From the end to the beginning: nothing that ended has not begun. */
		for (i = sizeof(names) / sizeof(*names); i-- > 0;) {
			snprintf(file, sizeof(file), "flexnet/%s", names[i]);
			m->packets[i] = (struct flexnet_counter){ .name = names[i] };
			if (read_number(sysfs, dev, file, &number))
				m->packets[i].count = number;
		}
		stats->packet_count = sizeof(names) / sizeof(*names);
	}
	if (sysfs >= 0)
		close(sysfs);
}
