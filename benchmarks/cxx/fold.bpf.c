/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* Values of several types mixed into a hash. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

static __always_inline __u32 mix(__u32 hash, __u32 value)
{
	hash = (hash ^ value) * 2654435761u;
	return hash << 13 | hash >> 19;
}

SEC("xdp")
int hash(struct xdp_md *ctx)
{
	__u32 h = 0;

	h = mix(h, ctx->ingress_ifindex);
	h = mix(h, ctx->rx_queue_index);
	h = mix(h, ctx->data_end - ctx->data);
	return h & 1 ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
