/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only */
/*
 * What every hand-split program needs: the same maps, counters and policy as
 * <flexnet/cpu_queues.h>, so that both versions do the same work for a packet.
 */
#ifndef BENCHMARKS_TWIN_H
#define BENCHMARKS_TWIN_H

#include <flexnet/abi.h>

#include "../examples/flow.h"

#define QUEUES 64
#define __inline_always static inline __attribute__((always_inline))

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u64 flexnet_counters[FLEXNET_MAX_POINTS][FLEXNET_REASONS] SEC(".data.flexnet");
const volatile __u32 flexnet_cpus SEC(".rodata.flexnet") = 1;

struct cpumap {
	__uint(type, BPF_MAP_TYPE_CPUMAP);
	__uint(max_entries, QUEUES);
	__type(key, __u32);
	__type(value, struct bpf_cpumap_val);
};

__inline_always __u32 queue_count(void)
{
	__u32 cpus = flexnet_cpus;

	return cpus < QUEUES ? cpus : QUEUES;
}

__inline_always void packet__count(__u32 point, enum flexnet_reason reason)
{
	__atomic_fetch_add(&flexnet_counters[point][reason], 1, __ATOMIC_RELAXED);
}

/* Names the packet's next queue and makes room for its frame; false, counted, if it cannot wait. */
__inline_always bool packet__suspend(struct xdp_md *ctx, void *queues, __u32 idx, int frame_size,
				     __u32 point)
{
	if (bpf_redirect_map(queues, idx, 0) != XDP_REDIRECT) {
		packet__count(point, idx < QUEUES ? FLEXNET_NO_CPU : FLEXNET_OUT_OF_RANGE);
		return false;
	}
	if (frame_size && bpf_xdp_adjust_head(ctx, -frame_size)) {
		packet__count(point, FLEXNET_NO_HEADROOM);
		return false;
	}
	return true;
}

/* The frame is in front of the packet. */
__inline_always void *packet__frame(struct xdp_md *ctx)
{
	return (void *)(unsigned long)ctx->data;
}

__inline_always bool packet__holds(struct xdp_md *ctx, int frame_size)
{
	return (char *)packet__frame(ctx) + frame_size <= (char *)(unsigned long)ctx->data_end;
}

/* A packet that came without its frame: never from the ramp. */
__inline_always int packet__refuse(__u32 point)
{
	packet__count(point, FLEXNET_BAD_FRAME);
	return XDP_ABORTED;
}

#endif
