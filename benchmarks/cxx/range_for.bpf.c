/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* A loop over an array on the stack. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

SEC("xdp")
int largest(struct xdp_md *ctx)
{
	__u32 values[4] = { ctx->ingress_ifindex, ctx->rx_queue_index, ctx->data_end - ctx->data, 7 };
	__u32 largest = 0;

	for (int i = 0; i < 4; i++)
		if (values[i] > largest)
			largest = values[i];
	return largest & 1 ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
