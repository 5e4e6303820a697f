/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* Configuration and state that user space sees. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct limits {
	__u32 least;
	__u32 most;
};

const volatile struct limits limits = { 60, 1514 };
__u64 refused;

SEC("xdp")
int check(struct xdp_md *ctx)
{
	__u32 bytes = ctx->data_end - ctx->data;

	if (bytes < limits.least || bytes > limits.most) {
		refused++;
		return XDP_DROP;
	}
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
