/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* Packets by flow, in a hash that forgets the oldest. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct flow {
	__u32 source;
	__u32 destination;
};

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1024);
	__type(key, struct flow);
	__type(value, __u64);
} flows SEC(".maps");

SEC("xdp")
int count(struct xdp_md *ctx)
{
	struct flow key = { ctx->ingress_ifindex, ctx->rx_queue_index };
	__u64 *packets = bpf_map_lookup_elem(&flows, &key);

	if (packets) {
		__sync_fetch_and_add(packets, 1);
	} else {
		__u64 one = 1;

		bpf_map_update_elem(&flows, &key, &one, BPF_NOEXIST);
	}
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
