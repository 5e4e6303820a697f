/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* A piece of code given to another. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

SEC("xdp")
int sum(struct xdp_md *ctx)
{
	__u32 total = 0, base = ctx->rx_queue_index;

	for (__u32 i = 0; i < 4; i++)
		total += (base ^ i) * 2654435761u;
	return total & 1 ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
