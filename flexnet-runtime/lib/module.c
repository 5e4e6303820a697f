// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* What the kernel module flexnet says of itself: /sys/module/flexnet. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pipeline.h"

#define MODULE "/sys/module/flexnet"

const struct flexnet_boundary flexnet_boundaries[FLEXNET_BOUNDARIES] = {
	{ "before_l2", "before L2", 0 },
	{ "l2_l3", "between L2 and L3", FLEXNET_STOP_L3 },
	{ "l3_l4", "between L3 and L4", FLEXNET_STOP_L4 },
	{ "l4_socket", "between L4 and the socket", FLEXNET_STOP_L5 },
	{ "socket_l4", "send: between the socket and L4", 0 },
	{ "l4_l3", "send: between L4 and L3", 0 },
	{ "l3_l2", "send: between L3 and L2", FLEXNET_STOP_TX2 },
	{ "rx_tx", "reception and send in one coroutine", 0 },
};

static bool read_line(const char *path, char *line, int size)
{
	FILE *file = fopen(path, "re");
	bool read = file && fgets(line, size, file);

	if (file)
		fclose(file);
	if (read)
		line[strcspn(line, "\n")] = 0;
	return read;
}

int flexnet_module__check(void)
{
	char abi[16];

	if (access(MODULE, F_OK))
		return flexnet_fail(ENOENT, "the kernel module flexnet is not loaded: `modprobe flexnet`");
	if (access("/sys/kernel/btf/flexnet", R_OK))
		return flexnet_fail(ENOENT, "the kernel module flexnet is loaded without BTF: build it "
				    "again with pahole and the kernel's headers, which have its BTF");
	if (!read_line(MODULE "/version", abi, sizeof(abi)) || atoi(abi) != FLEXNET_KERNEL_ABI)
		return flexnet_fail(EPROTONOSUPPORT, "the kernel module flexnet that is loaded is of "
				    "another version of FlexNet: install the one beside this command");
	return 0;
}

bool flexnet_module__boundary(const struct flexnet_boundary *boundary, char *answer, size_t size)
{
	char path[128];

	snprintf(path, sizeof(path), MODULE "/boundaries/%s", boundary->name);
	if (!read_line(path, answer, size))
		snprintf(answer, size, "no: %s", access(MODULE, F_OK) ?
			 "the kernel module flexnet is not loaded" : "the module does not know it");
	return !strncmp(answer, "yes", 3);
}

int module__offers(__u32 stops)
{
	int i, err = flexnet_module__check();

	for (i = 0; !err && i < FLEXNET_BOUNDARIES; i++) {
		const struct flexnet_boundary *b = &flexnet_boundaries[i];
		char answer[256];

		if (!(stops & b->stop) || flexnet_module__boundary(b, answer, sizeof(answer)))
			stops &= ~b->stop;
		else
			err = flexnet_fail(EOPNOTSUPP, "its packets wait %s, which this kernel does not "
					   "offer: %s", b->what,
					   !strncmp(answer, "no: ", 4) ? answer + 4 : answer);
	}
	if (!err && stops)
		err = flexnet_fail(EOPNOTSUPP, "its packets wait at a boundary that this command does "
				   "not know (flexnet_ops.stops has %#x): use the flexnet of its "
				   "compiler", stops);
	return err;
}

int module__check(__u32 stops)
{
	int err = module__offers(stops);

	return err ? flexnet_fail_in(err, "needs the kernel runtime") : 0;
}
