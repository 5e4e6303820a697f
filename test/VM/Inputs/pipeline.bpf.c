// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Listing 1 by hand: XDP hands packets over, one executor resumes them. `points` of them are
// suspensions: before L2, between L2 and L3, between L3 and L4.
#include "flexnet_kfuncs.h"

#include <linux/pkt_cls.h>

char _license[] SEC("license") = "GPL";

#define DEPTH 1024
#define BUDGET 64

const volatile __u32 handoff_device;
const volatile __u32 points = 1;
const volatile __u32 idle; // the executor takes nothing from the ring of this layer, 2 to 4

// A bounded ring for any number of producers and one consumer, as struct flexnet_queue.
struct ring {
	__u64 tail, head;
	__u32 seq[DEPTH]; // position + 1: waits
};
struct ring l2_ring, l3_ring, l4_ring;
__u64 resumed[3], full, frames;

struct home2 {
	struct flexnet_pkt __kptr *pkt;
};
struct home3 {
	struct flexnet_pkt_l3 __kptr *pkt;
};
struct home4 {
	struct flexnet_pkt_l4 __kptr *pkt;
};
#define HOMES(name, home)                                                                          \
	struct {                                                                                   \
		__uint(type, BPF_MAP_TYPE_ARRAY);                                                  \
		__uint(max_entries, DEPTH);                                                        \
		__type(key, __u32);                                                                \
		__type(value, struct home);                                                        \
	} name SEC(".maps")
HOMES(l2_homes, home2);
HOMES(l3_homes, home3);
HOMES(l4_homes, home4);

// The claimed position, or -1.
static __always_inline __s64 claim(struct ring *r)
{
	for (int tries = 0; tries < 8; tries++) {
		__u64 tail = *(volatile __u64 *)&r->tail;

		if (tail - *(volatile __u64 *)&r->head >= DEPTH)
			break;
		if (__sync_val_compare_and_swap(&r->tail, tail, tail + 1) == tail)
			return tail;
	}
	__sync_fetch_and_add(&full, 1);
	return -1;
}

static __always_inline void publish(struct ring *r, __u64 at)
{
	__sync_lock_test_and_set(&r->seq[at % DEPTH], (__u32)at + 1);
}

static __always_inline __s64 waiting(struct ring *r)
{
	__u64 head = r->head;

	return *(volatile __u32 *)&r->seq[head % DEPTH] == (__u32)head + 1 ? (__s64)head : -1;
}

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
	struct flexnet_pkt *pkt, *old;
	struct home2 *home;
	__s64 at;
	__u32 key;

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
	at = claim(&l2_ring);
	key = at % DEPTH;
	home = bpf_map_lookup_elem(&l2_homes, &key);
	if (at < 0 || !home) {
		flexnet_receive(pkt);
		return 0;
	}
	old = bpf_kptr_xchg(&home->pkt, pkt);
	if (old)
		flexnet_pkt_release(old);
	publish(&l2_ring, at);
	return 0;
}

#define TAKE(ring, homes, home_type, pkt_type)                                                     \
	({                                                                                         \
		struct pkt_type *taken = 0;                                                        \
		__s64 at = waiting(&ring);                                                         \
		__u32 key = at % DEPTH;                                                            \
		struct home_type *home = bpf_map_lookup_elem(&homes, &key);                        \
		if (at >= 0 && home) {                                                             \
			taken = bpf_kptr_xchg(&home->pkt, 0);                                      \
			ring.head = at + 1;                                                        \
		}                                                                                  \
		taken;                                                                             \
	})

static __always_inline int from_l2(void)
{
	struct flexnet_pkt *pkt = TAKE(l2_ring, l2_homes, home2, flexnet_pkt);
	struct flexnet_pkt_l3 *next, *old;
	struct home3 *home;
	__u32 key;
	__s64 at;

	if (!pkt)
		return 0;
	resumed[0]++;
	if (points == 1) {
		flexnet_receive(pkt);
		return 1;
	}
	next = flexnet_eth_rcv(pkt);
	if (!next)
		return 1;
	at = claim(&l3_ring);
	key = at % DEPTH;
	home = bpf_map_lookup_elem(&l3_homes, &key);
	if (at < 0 || !home) {
		flexnet_receive_l3(next);
		return 1;
	}
	old = bpf_kptr_xchg(&home->pkt, next);
	if (old)
		flexnet_pkt_release_l3(old);
	publish(&l3_ring, at);
	return 1;
}

static __always_inline int from_l3(void)
{
	struct flexnet_pkt_l3 *pkt = TAKE(l3_ring, l3_homes, home3, flexnet_pkt_l3);
	struct flexnet_pkt_l4 *next, *old;
	struct home4 *home;
	__u32 key;
	__s64 at;

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
	at = claim(&l4_ring);
	key = at % DEPTH;
	home = bpf_map_lookup_elem(&l4_homes, &key);
	if (at < 0 || !home) {
		flexnet_receive_l4(next);
		return 1;
	}
	old = bpf_kptr_xchg(&home->pkt, next);
	if (old)
		flexnet_pkt_release_l4(old);
	publish(&l4_ring, at);
	return 1;
}

static __always_inline int from_l4(void)
{
	struct flexnet_pkt_l4 *pkt = TAKE(l4_ring, l4_homes, home4, flexnet_pkt_l4);

	if (!pkt)
		return 0;
	resumed[2]++;
	flexnet_receive_l4(pkt);
	return 1;
}

SEC("struct_ops/run") int BPF_PROG(run, struct flexnet_worker_ctx *worker)
{
	int i, n = 0;

	worker->polls++; // may be written
	if (worker->worker)
		return 0;
	for (i = 0; i < BUDGET; i++) {
		int more = idle == 2 ? 0 : from_l2();

		if (points > 1 && idle != 3)
			more += from_l3();
		if (points > 2 && idle != 4)
			more += from_l4();
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
	.stops = FLEXNET_STOP_L3 | FLEXNET_STOP_L4,
	.workers = 1,
	.packets = 4096,
	.name = "by-hand",
};
