/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* A switch over classes of packets. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

enum kind { EMPTY, SMALL, LARGE };

static __always_inline enum kind kind_of(struct xdp_md *ctx)
{
	__u32 bytes = ctx->data_end - ctx->data;

	return bytes < 64 ? EMPTY : bytes < 512 ? SMALL : LARGE;
}

SEC("xdp")
int choose(struct xdp_md *ctx)
{
	switch (kind_of(ctx)) {
	case EMPTY:
		return XDP_DROP;
	case SMALL:
		return XDP_TX;
	case LARGE:
		return XDP_PASS;
	}
	return XDP_ABORTED;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
