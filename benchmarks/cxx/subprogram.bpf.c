/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* A function of its own, with a reference to an object. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct digest {
	__u64 sum;
	__u32 count;
};

static __attribute__((noinline)) void feed(struct digest *d, __u32 value)
{
	d->sum += value * 31ull;
	d->count++;
}

SEC("xdp")
int sum(struct xdp_md *ctx)
{
	struct digest d = {};

	feed(&d, ctx->ingress_ifindex);
	feed(&d, ctx->rx_queue_index);
	return (d.sum + d.count) & 1 ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
