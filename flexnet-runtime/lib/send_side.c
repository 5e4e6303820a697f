// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* SEC("flexnet/tx"): programs at the TC egress of a device, whose suspended packets leave as
 * copies. */
#include <errno.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/ethtool.h>
#include <linux/sockios.h>

#include <bpf/libbpf.h>

#include "internal.h"

bool program__sends(const struct flexnet_object *obj, const struct bpf_program *prog)
{
	const struct flexnet_table *table = obj->table;
	__u32 i;

	for (i = 0; i < table->coroutine_count; i++)
		if (table->coroutines[i].hook == FLEXNET_HOOK_TX &&
		    !strcmp(table->coroutines[i].name, bpf_program__name(prog)))
			return true;
	return false;
}

/* A driver that does not answer leaves nothing to the hardware. */
static bool has_offload(int fd, const char *dev, __u32 command)
{
	struct ethtool_value value = { .cmd = command };
	struct ifreq request = { .ifr_data = (char *)&value };

	strncpy(request.ifr_name, dev, IFNAMSIZ - 1);
	return !ioctl(fd, SIOCETHTOOL, &request) && value.data;
}

int device__check_offloads(const char *dev)
{
	static const struct {
		__u32 command;
		const char *what;
	} offloads[] = {
		{ ETHTOOL_GTXCSUM, "checksums to hardware" },
		{ ETHTOOL_GTSO, "segmentation to hardware" },
		{ ETHTOOL_GGSO, "segmentation to its driver" },
	};
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	const char *what = NULL;
	size_t i;

	if (fd < 0)
		return flexnet_fail(errno, "cannot ask device %s what it does itself: %s", dev,
				    strerror(errno));
	for (i = 0; !what && i < sizeof(offloads) / sizeof(*offloads); i++)
		if (has_offload(fd, dev, offloads[i].command))
			what = offloads[i].what;
	close(fd);
	if (!what)
		return 0;
	return flexnet_fail(EOPNOTSUPP, "device %s leaves %s, and suspended packets are copies: "
			    "`ethtool -K %s tx off tso off gso off`", dev, what, dev);
}
