// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Listing 1 by hand: XDP hands packets over, one executor resumes them. `points` of them are
// suspensions: before L2, between L2 and L3, between L3 and L4, between UDP and the socket.
#include "by_hand.h"

#include <linux/pkt_cls.h>

char _license[] SEC("license") = "GPL";

#define BUDGET 64

const volatile __u32 handoff_device;
const volatile __u32 points = 1;
const volatile __u32 idle; // the executor takes nothing from the ring of this layer, 2 to 5
const volatile __u32 changed; // before L2 the link layer's sender is written over

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} awake SEC(".maps"); // in spite of `idle`

struct ring l2_ring, l3_ring, l4_ring, l5_ring;
__u64 resumed[4], frames;

struct home2 {
	struct flexnet_pkt __kptr *pkt;
};
struct home3 {
	struct flexnet_pkt_l3 __kptr *pkt;
};
struct home4 {
	struct flexnet_pkt_l4 __kptr *pkt;
};
struct home5 {
	struct flexnet_pkt_l5 __kptr *pkt;
};
HOMES(l2_homes, home2);
HOMES(l3_homes, home3);
HOMES(l4_homes, home4);
HOMES(l5_homes, home5);

struct prefix {
	struct flexnet_handoff handoff;
	__u64 frame[2];
};
#define FRAME 0xf1e2d3c4

static __always_inline void fill(struct prefix *p, __u32 ifindex)
{
	__builtin_memset(p, 0, sizeof(*p));
	p->handoff.magic = FLEXNET_HANDOFF_MAGIC;
	p->handoff.frame_size = sizeof(p->frame);
	p->handoff.ifindex = ifindex;
	p->frame[1] = FRAME;
}

SEC("xdp") int ramp_xdp(struct xdp_md *ctx)
{
	struct prefix *p;

	if (bpf_xdp_adjust_head(ctx, -(int)sizeof(*p)))
		return XDP_PASS;
	p = (void *)(long)ctx->data;
	if ((void *)(p + 1) > (void *)(long)ctx->data_end)
		return XDP_ABORTED;
	fill(p, ctx->ingress_ifindex);
	return bpf_redirect(handoff_device, 0);
}

SEC("xdp") int pass_xdp(struct xdp_md *ctx)
{
	return XDP_PASS;
}

SEC("tcx/ingress") int ramp_tc(struct __sk_buff *ctx)
{
	struct prefix *p;

	if (bpf_skb_change_head(ctx, sizeof(*p), 0))
		return TC_ACT_OK;
	p = (void *)(long)ctx->data;
	if ((void *)(p + 1) > (void *)(long)ctx->data_end)
		return TC_ACT_SHOT;
	fill(p, ctx->ifindex);
	return bpf_redirect(handoff_device, 0);
}

SEC("struct_ops/rx") int BPF_PROG(rx, struct flexnet_rx_ctx *handed)
{
	const __u8 *frame = flexnet_rx_frame(handed, 16);
	struct flexnet_pkt *pkt;

	if (!frame || *(__u64 *)(frame + 8) != FRAME)
		return FLEXNET_RX_DROP;
	__sync_fetch_and_add(&frames, 1);
	pkt = flexnet_pkt_take(handed);
	if (!pkt)
		return FLEXNET_RX_PASS;
	// There is a link layer's header; there are not 4 GB, though offset and size together wrap.
	if (!flexnet_pkt_slice(pkt, 0, 14) || flexnet_pkt_slice(pkt, 1, 0xffffffff)) {
		flexnet_pkt_release(pkt);
		return 0;
	}
	PUT(l2_ring, l2_homes, home2, pkt, flexnet_pkt_release, flexnet_receive);
	return 0;
}

static __always_inline int from_l2(void)
{
	struct flexnet_pkt *pkt = TAKE(l2_ring, l2_homes, home2, flexnet_pkt);
	struct flexnet_pkt_l3 *next;

	if (!pkt)
		return 0;
	resumed[0]++;
	if (changed) {
		__u8 *bytes;

		pkt = flexnet_pkt_own(pkt);
		if (!pkt)
			return 1;
		bytes = flexnet_pkt_bytes_own(pkt, 14);
		if (bytes)
			__builtin_memset(bytes + 6, 0x66, 6);
	}
	if (points == 1) {
		flexnet_receive(pkt);
		return 1;
	}
	next = flexnet_eth_rcv(pkt);
	if (!next)
		return 1;
	PUT(l3_ring, l3_homes, home3, next, flexnet_pkt_release_l3, flexnet_receive_l3);
	return 1;
}

static __always_inline int from_l3(void)
{
	struct flexnet_pkt_l3 *pkt = TAKE(l3_ring, l3_homes, home3, flexnet_pkt_l3);
	struct flexnet_pkt_l4 *next;

	if (!pkt)
		return 0;
	resumed[1]++;
	if (points == 2) {
		flexnet_receive_l3(pkt);
		return 1;
	}
	next = flexnet_ip_rcv(pkt);
	if (!next)
		return 1;
	PUT(l4_ring, l4_homes, home4, next, flexnet_pkt_release_l4, flexnet_receive_l4);
	return 1;
}

static __always_inline int from_l4(void)
{
	struct flexnet_pkt_l4 *pkt = TAKE(l4_ring, l4_homes, home4, flexnet_pkt_l4);

	struct flexnet_pkt_l5 *next;

	if (!pkt)
		return 0;
	resumed[2]++;
	if (points == 3) {
		flexnet_receive_l4(pkt);
		return 1;
	}
	next = flexnet_udp_rcv(pkt);
	if (!next)
		return 1;
	PUT(l5_ring, l5_homes, home5, next, flexnet_pkt_release_l5, flexnet_receive_l5);
	return 1;
}

static __always_inline int from_l5(void)
{
	struct flexnet_pkt_l5 *pkt = TAKE(l5_ring, l5_homes, home5, flexnet_pkt_l5);

	if (!pkt)
		return 0;
	resumed[3]++;
	// What the datagram carries, and nothing behind it.
	if ((pkt->length && !flexnet_pkt_slice_l5(pkt, 0, 1)) ||
	    flexnet_pkt_slice_l5(pkt, pkt->length, 1)) {
		flexnet_pkt_release_l5(pkt);
		return 1;
	}
	flexnet_receive_l5(pkt);
	return 1;
}

#ifndef RUN
#define RUN "struct_ops/run"
#endif
SEC(RUN) int BPF_PROG(run, struct flexnet_worker_ctx *worker)
{
	__u32 *woken = bpf_map_lookup_elem(&awake, &(__u32){0}), idles = woken && *woken ? 0 : idle;
	int i, n = 0;

	worker->polls++; // may be written
	if (worker->worker)
		return 0;
	for (i = 0; i < BUDGET; i++) {
		int more = idles == 2 ? 0 : from_l2();

		if (points > 1 && idles != 3)
			more += from_l3();
		if (points > 2 && idles != 4)
			more += from_l4();
		if (points > 3 && idles != 5)
			more += from_l5();
		if (!more)
			break;
		n++;
	}
	return n;
}

SEC(".struct_ops.link") struct flexnet_ops pipeline = {
	.rx = (void *)rx,
	.run = (void *)run,
	.abi = FLEXNET_KERNEL_ABI,
	.stops = FLEXNET_STOP_L3 | FLEXNET_STOP_L4 | FLEXNET_STOP_L5,
	.workers = 1,
	.packets = 4096,
	.name = "by-hand",
};
