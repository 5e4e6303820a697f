/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only */
#include "../twin.h"

struct cpumap flexnet_queues SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, __u32);
} ports SEC(".maps");

__u64 listed, others;

__inline_always int arrive(bool is_listed)
{
	__atomic_fetch_add(is_listed ? &listed : &others, 1, __ATOMIC_RELAXED);
	return XDP_PASS;
}

SEC("xdp") int port_priority(struct xdp_md *ctx)
{
	struct flow flow;
	__u32 *chosen, idx;
	bool *frame;

	if (!flow__read(&flow, ctx))
		return XDP_PASS;
	chosen = bpf_map_lookup_elem(&ports, &flow.destination);
	idx = chosen ? *chosen : hash__scale(flow__hash(&flow), flexnet_cpus);
	if (!packet__suspend(ctx, &flexnet_queues, idx, sizeof(*frame), 0))
		return arrive(chosen);
	frame = packet__frame(ctx);
	if (!packet__holds(ctx, sizeof(*frame)))
		return XDP_ABORTED;
	*frame = chosen;
	return XDP_REDIRECT;
}

SEC("xdp/cpumap") int port_priority_resumed(struct xdp_md *ctx)
{
	bool *frame = packet__frame(ctx);

	if (!packet__holds(ctx, sizeof(*frame)))
		return packet__refuse(0);
	/* The frame is stripped last: what was read from it need not survive a call. */
	arrive(*frame);
	bpf_xdp_adjust_head(ctx, sizeof(*frame));
	return XDP_PASS;
}
