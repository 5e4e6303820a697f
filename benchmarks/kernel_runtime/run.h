/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only */
/* Between measure.c and references.bpf.c. */
#ifndef RUN_H
#define RUN_H

#include <linux/types.h>

/* Set before load. */
struct where {
	__u32 sender, by_hand; /* ifindex */
	__u32 cpu;
};

/* One run: from the first packet sent to the last that arrives. */
struct run {
	__u32 packets; /* of which it consists */
	__u32 sent, arrived;
	__u32 idx; /* of the last packet's queue */
	__u64 began, ended;
};

#endif
