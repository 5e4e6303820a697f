/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only */
#include "../twin.h"

struct cpumap flexnet_queues SEC(".maps");

SEC("xdp") int rx_steer(struct xdp_md *ctx)
{
	struct flow flow;
	__u32 idx = 0;

	if (flow__read(&flow, ctx))
		idx = hash__scale(flow__hash(&flow), flexnet_cpus);
	return packet__suspend(ctx, &flexnet_queues, idx, 0, 0) ? XDP_REDIRECT : XDP_PASS;
}

/* Without a program in its entry the kernel would not count what it resumed. */
SEC("xdp/cpumap") int rx_steer_resumed(struct xdp_md *ctx)
{
	return XDP_PASS;
}
