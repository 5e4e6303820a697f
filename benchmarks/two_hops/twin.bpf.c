/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only */
#include "../twin.h"

struct cpumap flow_queues SEC(".maps");
struct cpumap service_queues SEC(".maps");

__u64 bytes_served;

__inline_always int serve(__u32 length)
{
	__atomic_fetch_add(&bytes_served, length, __ATOMIC_RELAXED);
	return XDP_PASS;
}

__inline_always int hop_to_service(struct xdp_md *ctx, __u16 service)
{
	__u32 length = ctx->data_end - ctx->data, *frame;

	if (!packet__suspend(ctx, &service_queues, service % queue_count(), sizeof(*frame), 1))
		return serve(length);
	frame = packet__frame(ctx);
	if (!packet__holds(ctx, sizeof(*frame)))
		return XDP_ABORTED;
	*frame = length;
	return XDP_REDIRECT;
}

SEC("xdp") int two_hops(struct xdp_md *ctx)
{
	struct flow flow;
	__u16 *frame;
	__u32 idx;

	if (!flow__read(&flow, ctx))
		return XDP_PASS;
	idx = hash__scale(flow__hash(&flow), queue_count());
	if (!packet__suspend(ctx, &flow_queues, idx, sizeof(*frame), 0))
		return hop_to_service(ctx, flow.destination);
	frame = packet__frame(ctx);
	if (!packet__holds(ctx, sizeof(*frame)))
		return XDP_ABORTED;
	*frame = flow.destination;
	return XDP_REDIRECT;
}

SEC("xdp/cpumap") int two_hops_on_flow(struct xdp_md *ctx)
{
	__u16 *frame = packet__frame(ctx), service;

	if (!packet__holds(ctx, sizeof(*frame)))
		return packet__refuse(0);
	service = *frame;
	bpf_xdp_adjust_head(ctx, sizeof(*frame));
	return hop_to_service(ctx, service);
}

SEC("xdp/cpumap") int two_hops_on_service(struct xdp_md *ctx)
{
	__u32 *frame = packet__frame(ctx);

	if (!packet__holds(ctx, sizeof(*frame)))
		return packet__refuse(1);
	/* The frame is stripped last: what was read from it need not survive a call. */
	serve(*frame);
	bpf_xdp_adjust_head(ctx, sizeof(*frame));
	return XDP_PASS;
}
