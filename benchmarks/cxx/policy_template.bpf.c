/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* A policy chosen at compile time. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

static __always_inline __u32 by_queue(struct xdp_md *ctx)
{
	return ctx->rx_queue_index;
}

static __always_inline __u32 by_device(struct xdp_md *ctx)
{
	return ctx->ingress_ifindex;
}

SEC("xdp")
int first(struct xdp_md *ctx)
{
	return by_queue(ctx) % 3 ? XDP_PASS : XDP_DROP;
}

SEC("xdp")
int second(struct xdp_md *ctx)
{
	return by_device(ctx) % 5 ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
