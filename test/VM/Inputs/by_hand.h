/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* Queues of pipelines by hand: a ring, and a map in which its packets wait. */
#ifndef FLEXNET_BY_HAND_H
#define FLEXNET_BY_HAND_H

#include "flexnet_kfuncs.h"

#define DEPTH 1024

// A bounded ring for any number of producers and one consumer, as struct flexnet_queue.
struct ring {
	__u64 tail, head;
	__u32 seq[DEPTH]; // position + 1: waits
};
__u64 full;

#define HOMES(name, home)                                                                          \
	struct {                                                                                   \
		__uint(type, BPF_MAP_TYPE_ARRAY);                                                  \
		__uint(max_entries, DEPTH);                                                        \
		__type(key, __u32);                                                                \
		__type(value, struct home);                                                        \
	} name SEC(".maps")

// The claimed position, or -1.
static __always_inline __s64 claim(struct ring *r)
{
	for (int tries = 0; tries < 8; tries++) {
		__u64 tail = *(volatile __u64 *)&r->tail;

		if (tail - *(volatile __u64 *)&r->head >= DEPTH)
			break;
		if (__sync_val_compare_and_swap(&r->tail, tail, tail + 1) == tail)
			return tail;
	}
	__sync_fetch_and_add(&full, 1);
	return -1;
}

static __always_inline void publish(struct ring *r, __u64 at)
{
	__sync_lock_test_and_set(&r->seq[at % DEPTH], (__u32)at + 1);
}

static __always_inline __s64 waiting(struct ring *r)
{
	__u64 head = r->head;

	return *(volatile __u32 *)&r->seq[head % DEPTH] == (__u32)head + 1 ? (__s64)head : -1;
}

// Out of a ring, or null.
#define TAKE(ring, homes, home_type, pkt_type)                                                     \
	({                                                                                         \
		struct pkt_type *taken = 0;                                                        \
		__s64 at = waiting(&ring);                                                         \
		__u32 key = at % DEPTH;                                                            \
		struct home_type *home = bpf_map_lookup_elem(&homes, &key);                        \
		if (at >= 0 && home) {                                                             \
			taken = bpf_kptr_xchg(&home->pkt, 0);                                      \
			ring.head = at + 1;                                                        \
		}                                                                                  \
		taken;                                                                             \
	})

// Into a ring, or on by `rest`. `released` is of what a slot still has, which cannot be.
#define PUT(ring, homes, home_type, packet, released, rest)                                        \
	do {                                                                                       \
		__s64 at = claim(&ring);                                                           \
		__u32 key = at % DEPTH;                                                            \
		struct home_type *home = bpf_map_lookup_elem(&homes, &key);                        \
		if (at < 0 || !home) {                                                             \
			rest(packet);                                                              \
		} else {                                                                           \
			packet = bpf_kptr_xchg(&home->pkt, packet);                                \
			if (packet)                                                                \
				released(packet);                                                  \
			publish(&ring, at);                                                        \
		}                                                                                  \
	} while (0)

#endif
