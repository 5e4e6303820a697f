// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Listing 4 by hand: what this machine sends waits, and one executor sends it on. `points`: 1 between
// L4 and L3, 2 between L3 and L2, 3 at both.
#include "by_hand.h"

char _license[] SEC("license") = "GPL";

#define BUDGET 64

const volatile __u32 points = 1;
const volatile __u32 idle; // the executor takes nothing from the ring of this layer, 3 or 2
const volatile __u32 dropped_mark;

struct ring tx3_ring, tx2_ring;
__u64 resumed[2];

struct home3 {
	struct flexnet_pkt_tx3 __kptr *pkt;
};
struct home2 {
	struct flexnet_pkt_tx2 __kptr *pkt;
};
HOMES(tx3_homes, home3);
HOMES(tx2_homes, home2);

static __always_inline void through_l3(struct flexnet_pkt_tx3 *pkt)
{
	struct flexnet_pkt_tx2 *next = flexnet_ip_snd(pkt);

	if (next)
		PUT(tx2_ring, tx2_homes, home2, next, flexnet_pkt_release_tx2, flexnet_eth_snd);
}

SEC("struct_ops/rx") int BPF_PROG(rx, struct flexnet_rx_ctx *handed)
{
	return FLEXNET_RX_DROP;
}

SEC("struct_ops/tx") int BPF_PROG(tx, struct flexnet_tx_ctx *packet)
{
	struct flexnet_pkt_tx3 *pkt;

	if (dropped_mark && packet->mark == dropped_mark)
		return FLEXNET_TX_DROP;
	pkt = flexnet_tx_take(packet, 0, 0);
	if (!pkt)
		return FLEXNET_TX_PASS;
	if (points == 2)
		through_l3(pkt);
	else
		PUT(tx3_ring, tx3_homes, home3, pkt, flexnet_pkt_release_tx3, flexnet_send);
	return 0;
}

static __always_inline int from_l4(void)
{
	struct flexnet_pkt_tx3 *pkt = TAKE(tx3_ring, tx3_homes, home3, flexnet_pkt_tx3);

	if (!pkt)
		return 0;
	resumed[0]++;
	if (points == 1)
		flexnet_send(pkt);
	else
		through_l3(pkt);
	return 1;
}

static __always_inline int from_l3(void)
{
	struct flexnet_pkt_tx2 *pkt = TAKE(tx2_ring, tx2_homes, home2, flexnet_pkt_tx2);

	if (!pkt)
		return 0;
	resumed[1]++;
	flexnet_eth_snd(pkt);
	return 1;
}

SEC("struct_ops/run") int BPF_PROG(run, struct flexnet_worker_ctx *worker)
{
	int i, n = 0;

	if (worker->worker)
		return 0;
	for (i = 0; i < BUDGET; i++) {
		int more = idle == 3 ? 0 : from_l4();

		if (idle != 2)
			more += from_l3();
		if (!more)
			break;
		n++;
	}
	return n;
}

SEC(".struct_ops.link") struct flexnet_ops pipeline = {
	.rx = (void *)rx,
	.run = (void *)run,
	.tx = (void *)tx,
	.abi = FLEXNET_KERNEL_ABI,
	.stops = FLEXNET_STOP_TX2,
	.workers = 1,
	.packets = 4096,
	.name = "by-hand",
};
