/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "../twin.h"

struct cpumap queues SEC(".maps");

struct frame {
	__u32 hash;
	__u8 hops;
	__u8 i;
} __attribute__((packed));

/* Goes on to CPU after CPU until one takes the packet. */
__inline_always int hop(struct xdp_md *ctx, __u32 hash, __u8 hops, __u8 i)
{
	struct frame *frame;

	for (; i < hops; i++) {
		if (!packet__suspend(ctx, &queues, ((hash >> 8) + i) % queue_count(),
				     sizeof(*frame), 0))
			continue;
		frame = packet__frame(ctx, sizeof(*frame));
		if (!frame)
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
	struct frame *frame = packet__frame(ctx, sizeof(*frame)), f;

	if (!frame) {
		packet__count(0, FLEXNET_BAD_FRAME);
		return XDP_ABORTED;
	}
	f = *frame;
	bpf_xdp_adjust_head(ctx, sizeof(*frame));
	return hop(ctx, f.hash, f.hops & 3, f.i + 1);
}
