/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only */
#include "../twin.h"
#include "summary.h"

struct cpumap queues SEC(".maps");
struct summary total;

/* Members one by one: no padding travels. */
struct frame {
	__u32 words[WORDS];
	__u32 from_address, to_address;
	__u16 from_port, to_port;
};

SEC("xdp") int structs(struct xdp_md *ctx)
{
	struct endpoint from, to;
	struct frame *frame;
	__u32 words[WORDS], idx;
	struct flow flow;

	if (!flow__read(&flow, ctx))
		return XDP_PASS;
	from.address = flow.addresses;
	from.port = flow.ports;
	to.address = flow__hash(&flow);
	to.port = flow.destination;
	words__read(words, ctx);
	idx = hash__scale(to.address, queue_count());
	if (!packet__suspend(ctx, &queues, idx, sizeof(*frame), 0)) {
		summary__add(&total, &from, &to, words);
		return XDP_PASS;
	}
	frame = packet__frame(ctx);
	if (!packet__holds(ctx, sizeof(*frame)))
		return XDP_ABORTED;
	for (int i = 0; i < WORDS; i++)
		frame->words[i] = words[i];
	frame->from_address = from.address;
	frame->to_address = to.address;
	frame->from_port = from.port;
	frame->to_port = to.port;
	return XDP_REDIRECT;
}

SEC("xdp/cpumap") int structs_resumed(struct xdp_md *ctx)
{
	struct frame *frame = packet__frame(ctx);

	if (!packet__holds(ctx, sizeof(*frame)))
		return packet__refuse(0);
	/* The frame is stripped last: what was read from it need not survive a call. */
	summary__add(&total, &(struct endpoint){frame->from_address, frame->from_port},
		     &(struct endpoint){frame->to_address, frame->to_port}, frame->words);
	bpf_xdp_adjust_head(ctx, sizeof(*frame));
	return XDP_PASS;
}
