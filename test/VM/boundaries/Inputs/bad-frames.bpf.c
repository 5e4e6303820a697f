// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A ramp that hands over pings of IPv4 with something wrong in front of them, or too short.
#include "../../Inputs/flexnet_kfuncs.h"

#include <bpf/bpf_endian.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/pkt_cls.h>

char _license[] SEC("license") = "GPL";

enum { NOTHING, MAGIC, LONG_FRAME, LONGER_THAN_PACKET, NO_DEVICE, SHORT };
const volatile __u32 handoff_device;
const volatile __u32 wrong = NOTHING;

static __always_inline int is_ping(void *data, void *end)
{
	struct ethhdr *eth = data;
	struct iphdr *ip = (void *)(eth + 1);

	return (void *)(ip + 1) <= end && eth->h_proto == bpf_htons(ETH_P_IP) &&
	       ip->protocol == IPPROTO_ICMP;
}

static __always_inline void fill(struct flexnet_handoff *h, __u32 ifindex)
{
	__builtin_memset(h, 0, sizeof(*h));
	h->magic = wrong == MAGIC ? FLEXNET_HANDOFF_MAGIC + 1 : FLEXNET_HANDOFF_MAGIC;
	h->frame_size = wrong == LONG_FRAME	    ? FLEXNET_MAX_HANDOFF_FRAME + 1 :
			wrong == LONGER_THAN_PACKET ? FLEXNET_MAX_HANDOFF_FRAME :
						      0;
	h->ifindex = wrong == NO_DEVICE ? 9999 : ifindex;
}

SEC("xdp") int ramp_xdp(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct flexnet_handoff *h;

	if (!is_ping(data, end))
		return XDP_PASS;
	if (bpf_xdp_adjust_head(ctx, -(int)sizeof(*h)))
		return XDP_ABORTED;
	h = (void *)(long)ctx->data;
	if ((void *)(h + 1) > (void *)(long)ctx->data_end)
		return XDP_ABORTED;
	fill(h, ctx->ingress_ifindex);
	// Shorter than the header; no frame is shorter than this.
	if (wrong == SHORT && bpf_xdp_adjust_tail(ctx, ETH_HLEN - (int)(end - data) - (int)sizeof(*h)))
		return XDP_ABORTED;
	return bpf_redirect(handoff_device, 0);
}

SEC("tcx/ingress") int ramp_tc(struct __sk_buff *ctx)
{
	struct flexnet_handoff *h;

	if (!is_ping((void *)(long)ctx->data, (void *)(long)ctx->data_end))
		return TC_ACT_OK;
	if (bpf_skb_change_head(ctx, sizeof(*h), 0))
		return TC_ACT_SHOT;
	h = (void *)(long)ctx->data;
	if ((void *)(h + 1) > (void *)(long)ctx->data_end)
		return TC_ACT_SHOT;
	fill(h, ctx->ifindex);
	return bpf_redirect(handoff_device, 0);
}

SEC("struct_ops/rx") int BPF_PROG(rx, struct flexnet_rx_ctx *handed)
{
	return FLEXNET_RX_PASS;
}

SEC("struct_ops/run") int BPF_PROG(run, struct flexnet_worker_ctx *worker)
{
	return 0;
}

SEC(".struct_ops.link") struct flexnet_ops pipeline = {
	.rx = (void *)rx,
	.run = (void *)run,
	.abi = FLEXNET_KERNEL_ABI,
	.workers = 1,
	.packets = 16,
	.name = "bad-frames",
};
