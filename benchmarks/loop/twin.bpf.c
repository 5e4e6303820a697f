/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only */
#include "../twin.h"

struct cpumap queues SEC(".maps");

struct frame {
	__u32 hash;
	__u8 hops;
	__u8 i;
};
#define FRAME_SIZE 6 /* without the padding, yet with whole loads and stores */

/* Goes on to CPU after CPU until one takes the packet. */
__inline_always int hop(struct xdp_md *ctx, __u32 hash, __u8 hops, __u8 i)
{
	struct frame *frame;

	for (; i < hops; i++) {
		if (!packet__suspend(ctx, &queues, ((hash >> 8) + i) % queue_count(),
				     FRAME_SIZE, 0))
			continue;
		frame = packet__frame(ctx);
		if (!packet__holds(ctx, FRAME_SIZE))
			return XDP_ABORTED;
		frame->hash = hash;
		frame->hops = hops;
		frame->i = i;
		return XDP_REDIRECT;
	}
	return XDP_PASS;
}

SEC("xdp") int loop(struct xdp_md *ctx)
{
	struct flow flow;
	__u32 hash;

	if (!flow__read(&flow, ctx))
		return XDP_PASS;
	hash = flow__hash(&flow);
	return hop(ctx, hash, hash & 3, 0);
}

SEC("xdp/cpumap") int loop_resumed(struct xdp_md *ctx)
{
	struct frame *frame = packet__frame(ctx), f;

	if (!packet__holds(ctx, FRAME_SIZE))
		return packet__refuse(0);
	f = *frame;
	bpf_xdp_adjust_head(ctx, FRAME_SIZE);
	return hop(ctx, f.hash, f.hops & 3, f.i + 1);
}
