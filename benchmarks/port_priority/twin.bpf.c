/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
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
	__sync_fetch_and_add(is_listed ? &listed : &others, 1);
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
	frame = packet__frame(ctx, sizeof(*frame));
	if (!frame)
		return XDP_ABORTED;
	*frame = chosen;
	return XDP_REDIRECT;
}

SEC("xdp/cpumap") int port_priority_resumed(struct xdp_md *ctx)
{
	bool *frame = packet__frame(ctx, sizeof(*frame)), is_listed;

	if (!frame) {
		packet__count(0, FLEXNET_BAD_FRAME);
		return XDP_ABORTED;
	}
	is_listed = *frame;
	bpf_xdp_adjust_head(ctx, sizeof(*frame));
	return arrive(is_listed);
}
