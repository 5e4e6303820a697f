/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* A filter that its derived class completes. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

static __always_inline int accepts(struct xdp_md *ctx)
{
	return ctx->data_end - ctx->data >= 60;
}

SEC("xdp")
int filter(struct xdp_md *ctx)
{
	if (!ctx->ingress_ifindex)
		return XDP_ABORTED;
	return accepts(ctx) ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
