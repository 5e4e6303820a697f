/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* Two members of a map value, changed together. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct total {
	struct bpf_spin_lock lock;
	__u32 packets;
	__u64 bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct total);
} totals SEC(".maps");

SEC("tc")
int count(struct __sk_buff *skb)
{
	__u32 zero = 0, len = skb->len;
	struct total *t = bpf_map_lookup_elem(&totals, &zero);

	if (!t)
		return 0;
	bpf_spin_lock(&t->lock);
	t->packets++;
	t->bytes += len;
	bpf_spin_unlock(&t->lock);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
