/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* A table computed by the compiler, in .rodata. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

static const __u8 bits[16] = { 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4 };

SEC("xdp")
int odd(struct xdp_md *ctx)
{
	__u32 x = ctx->rx_queue_index;

	return (bits[x & 15] + bits[x >> 4 & 15]) & 1 ? XDP_DROP : XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
