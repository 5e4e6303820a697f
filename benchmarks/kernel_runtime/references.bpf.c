// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only
/*
 * What sends the packets, and the XDP programs that Listing 1 is compared with. All have the policy of
 * examples/round_robin: a flow's queue, of eight.
 */
#include "run.h"

#include "../../examples/flow.h"
#include "by_hand/by_hand.h"

char _license[] SEC("license") = "GPL";

const volatile struct where to;
struct run run;

struct {
	__uint(type, BPF_MAP_TYPE_CPUMAP);
	__uint(max_entries, 8);
	__type(key, __u32);
	__type(value, struct bpf_cpumap_val);
} cpus SEC(".maps");

/* Run with live frames: each of another of 256 flows. */
SEC("xdp") int source(struct xdp_md *ctx)
{
	char *data = (char *)(long)ctx->data;
	__u8 *port = (__u8 *)data + sizeof(struct ethhdr) + sizeof(struct iphdr);

	if ((char *)port + 2 > (char *)(long)ctx->data_end)
		return XDP_ABORTED;
	if (!run.sent)
		run.began = bpf_ktime_get_ns();
	port[1] = run.sent++;
	return bpf_redirect(to.sender, 0);
}

static __always_inline void arrives(void)
{
	if (++run.arrived == run.packets)
		run.ended = bpf_ktime_get_ns();
}

SEC("socket") int sink(struct __sk_buff *skb)
{
	arrives();
	return 0;
}

static __always_inline __u32 pick_queue_idx(struct xdp_md *ctx)
{
	struct flow flow;

	return flow__read(&flow, ctx) ? hash__scale(flow__hash(&flow), BY_HAND_QUEUES) : 0;
}

SEC("xdp") int drop(struct xdp_md *ctx)
{
	run.idx = pick_queue_idx(ctx);
	arrives();
	return XDP_DROP;
}

SEC("xdp") int pass(struct xdp_md *ctx)
{
	run.idx = pick_queue_idx(ctx);
	return XDP_PASS;
}

SEC("xdp") int cpumap(struct xdp_md *ctx)
{
	run.idx = pick_queue_idx(ctx);
	return bpf_redirect_map(&cpus, to.cpu, XDP_PASS);
}

SEC("xdp") int by_hand(struct xdp_md *ctx)
{
	__u32 idx = pick_queue_idx(ctx), ifindex = ctx->ingress_ifindex;
	struct by_hand_header *header;

	if (bpf_xdp_adjust_head(ctx, -(int)sizeof(*header)))
		return XDP_PASS;
	header = (void *)(long)ctx->data;
	if ((void *)(header + 1) > (void *)(long)ctx->data_end)
		return XDP_ABORTED;
	header->ifindex = ifindex;
	header->queue = idx;
	return bpf_redirect(to.by_hand, 0);
}
