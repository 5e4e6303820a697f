/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* bpf_loop() with a callback. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct state {
	__u64 sum;
	__u32 step;
};

static long add(__u32 i, struct state *s)
{
	s->sum += i * s->step;
	return s->sum > 1000;
}

SEC("xdp")
int loop(struct xdp_md *ctx)
{
	struct state s = { 0, ctx->rx_queue_index };

	bpf_loop(100, add, &s, 0);
	return s.sum & 1 ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
