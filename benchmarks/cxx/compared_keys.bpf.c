/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* Keys with operators. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct key {
	__u32 high;
	__u32 low;
};

static __always_inline int less(const struct key *a, const struct key *b)
{
	return a->high != b->high ? a->high < b->high : a->low < b->low;
}

SEC("xdp")
int compare(struct xdp_md *ctx)
{
	struct key a = { ctx->ingress_ifindex, ctx->rx_queue_index };
	struct key b = { ctx->data_end - ctx->data, 7 };

	return less(&a, &b) ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
