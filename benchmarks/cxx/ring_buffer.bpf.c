/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* An event for user space; none for an empty packet. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct event {
	__u32 device;
	__u32 bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 65536);
} events SEC(".maps");

SEC("xdp")
int report(struct xdp_md *ctx)
{
	__u32 bytes = ctx->data_end - ctx->data;
	struct event *e = bpf_ringbuf_reserve(&events, sizeof(*e), 0);

	if (!e)
		return XDP_PASS;
	if (!bytes) {
		bpf_ringbuf_discard(e, 0);
		return XDP_PASS;
	}
	e->device = ctx->ingress_ifindex;
	e->bytes = bytes;
	bpf_ringbuf_submit(e, 0);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
