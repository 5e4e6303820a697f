/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
#ifndef BY_HAND_H
#define BY_HAND_H

#include <linux/types.h>

#define BY_HAND_QUEUES 8

/* In front of a packet that is redirected to the device. */
struct by_hand_header {
	__u32 ifindex; /* it came in by */
	__u32 queue;
};

#endif
