/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* Two results of a function. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct range {
	__u32 first;
	__u32 last;
};

static __always_inline struct range range_of(struct xdp_md *ctx)
{
	__u32 queue = ctx->rx_queue_index;
	struct range r = { queue * 4, queue * 4 + 3 };

	return r;
}

SEC("xdp")
int inside(struct xdp_md *ctx)
{
	struct range r = range_of(ctx);
	__u32 x = ctx->ingress_ifindex;

	return x >= r.first && x <= r.last ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
