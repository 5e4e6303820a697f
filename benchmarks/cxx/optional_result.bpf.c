/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* A function that may have no result. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

static __always_inline int port_of(struct xdp_md *ctx, __u16 *port)
{
	__u16 *at = (void *)(long)ctx->data;

	if ((void *)(at + 18) > (void *)(long)ctx->data_end)
		return 0;
	*port = at[17];
	return 1;
}

SEC("xdp")
int web(struct xdp_md *ctx)
{
	__u16 port;

	if (!port_of(ctx, &port))
		return XDP_ABORTED;
	return port == __builtin_bswap16(80) ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
