// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Programs that the verifier has to refuse, one for each name that MISUSE can be; what it says is in
// misuse.txt.
#include "flexnet_kfuncs.h"

char _license[] SEC("license") = "GPL";

struct home {
	struct flexnet_pkt __kptr *pkt;
	struct flexnet_pkt_l3 __kptr *l3;
	struct bpf_spin_lock lock;
	__u64 number;
};
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct home);
} homes SEC(".maps");

__u8 seen;


// In flexnet_ops.rx, with a packet.
#define TAKEN(name, ...)                                                                           \
	static __always_inline void name(struct flexnet_rx_ctx *handed, struct flexnet_pkt *pkt,   \
					 struct home *home)                                        \
	{                                                                                          \
		__VA_ARGS__                                                                        \
	}
// In flexnet_ops.rx, without one.
#define HANDED(name, ...)                                                                          \
	static __always_inline void name(struct flexnet_rx_ctx *handed, struct home *home)         \
	{                                                                                          \
		__VA_ARGS__                                                                        \
	}
// In flexnet_ops.tx, with a packet.
#define SENT(name, ...)                                                                            \
	static __always_inline void name(struct flexnet_tx_ctx *sent, struct flexnet_pkt_tx3 *pkt) \
	{                                                                                          \
		__VA_ARGS__                                                                        \
	}
// In flexnet_ops.run.
#define WORKER(name, ...)                                                                          \
	static __always_inline void name(struct flexnet_worker_ctx *worker, struct home *home)     \
	{                                                                                          \
		__VA_ARGS__                                                                        \
	}

#ifdef WITH_TAKEN
// A wrong order.
TAKEN(l2_to_ip, flexnet_receive_l4(flexnet_ip_rcv((void *)pkt)););
TAKEN(l2_to_tcp, flexnet_receive_l4((void *)pkt););
TAKEN(l3_to_eth, struct flexnet_pkt_l3 *l3 = flexnet_eth_rcv(pkt); if (l3) flexnet_eth_rcv((void *)l3););
TAKEN(l3_to_tcp, struct flexnet_pkt_l3 *l3 = flexnet_eth_rcv(pkt); if (l3) flexnet_receive_l4((void *)l3););
TAKEN(l3_to_all, struct flexnet_pkt_l3 *l3 = flexnet_eth_rcv(pkt); if (l3) flexnet_receive((void *)l3););
TAKEN(l3_to_udp, struct flexnet_pkt_l3 *l3 = flexnet_eth_rcv(pkt);
      if (l3) flexnet_receive_l5(flexnet_udp_rcv((void *)l3)););
TAKEN(l4_to_socket, struct flexnet_pkt_l3 *l3 = flexnet_eth_rcv(pkt); if (l3) {
      struct flexnet_pkt_l4 *l4 = flexnet_ip_rcv(l3); if (l4) flexnet_receive_l5((void *)l4); });
TAKEN(leaked_l5, struct flexnet_pkt_l3 *l3 = flexnet_eth_rcv(pkt); if (l3) {
      struct flexnet_pkt_l4 *l4 = flexnet_ip_rcv(l3); if (l4) {
      struct flexnet_pkt_l5 *l5 = flexnet_udp_rcv(l4); if (l5) seen = l5->length; } });
TAKEN(received_and_sent, flexnet_send((void *)pkt););
TAKEN(released_as_l3, flexnet_pkt_release_l3((void *)pkt););
TAKEN(looked_at_as_l3, seen = flexnet_pkt_slice((void *)flexnet_eth_rcv(pkt), 0, 1) != 0;);

// Not given back.
TAKEN(leaked, seen = pkt->length;);
TAKEN(leaked_on_a_branch, if (pkt->length > 100) flexnet_receive(pkt););
TAKEN(leaked_l3, struct flexnet_pkt_l3 *l3 = flexnet_eth_rcv(pkt); if (l3) seen = l3->length;);
TAKEN(leaked_exchange, seen = !bpf_kptr_xchg(&home->pkt, pkt););
TAKEN(leaked_as_number, home->number = (__u64)pkt;);

// Twice, or afterwards.
TAKEN(received_twice, flexnet_receive(pkt); flexnet_receive(pkt););
TAKEN(released_after_layer, struct flexnet_pkt_l3 *l3 = flexnet_eth_rcv(pkt);
      if (l3) flexnet_receive_l3(l3); flexnet_pkt_release(pkt););
TAKEN(received_after_release, flexnet_pkt_release(pkt); flexnet_receive(pkt););
TAKEN(read_afterwards, flexnet_receive(pkt); seen = pkt->length;);
TAKEN(slice_afterwards, const __u8 *bytes = flexnet_pkt_slice(pkt, 0, 4); flexnet_receive(pkt);
      if (bytes) seen = bytes[0];);
TAKEN(kept_and_received, struct flexnet_pkt *old = bpf_kptr_xchg(&home->pkt, pkt);
      if (old) flexnet_pkt_release(old); flexnet_receive(pkt););

// Bytes.
TAKEN(slice_past_its_end, const __u8 *bytes = flexnet_pkt_slice(pkt, 0, 4); if (bytes) seen = bytes[4];
      flexnet_receive(pkt););
TAKEN(slice_before_its_start, const __u8 *bytes = flexnet_pkt_slice(pkt, 4, 4);
      if (bytes) seen = bytes[-1]; flexnet_receive(pkt););
TAKEN(slice_of_any_size, const __u8 *bytes = flexnet_pkt_slice(pkt, 0, pkt->length);
      if (bytes) seen = bytes[0]; flexnet_receive(pkt););
TAKEN(slice_not_compared, seen = flexnet_pkt_slice(pkt, 0, 4)[0]; flexnet_receive(pkt););
TAKEN(slice_written, __u8 *bytes = (__u8 *)flexnet_pkt_slice(pkt, 0, 4); if (bytes) bytes[0] = 1;
      flexnet_receive(pkt););
TAKEN(head_written, pkt->mark = 1; flexnet_receive(pkt););

// Maps.
TAKEN(slot_of_another_layer, struct flexnet_pkt_l3 *old = bpf_kptr_xchg(&home->l3, (void *)pkt);
      if (old) flexnet_pkt_release_l3(old););
TAKEN(l3_in_the_slot_of_l2, struct flexnet_pkt_l3 *l3 = flexnet_eth_rcv(pkt); if (l3) {
	struct flexnet_pkt *old = bpf_kptr_xchg(&home->pkt, (void *)l3); if (old) flexnet_pkt_release(old); });

// Locks.
TAKEN(layer_under_a_lock, bpf_spin_lock(&home->lock); flexnet_receive(pkt); bpf_spin_unlock(&home->lock););
#endif

#ifdef WITH_HANDED
HANDED(take_not_compared, flexnet_receive(flexnet_pkt_take(handed)););
HANDED(layer_not_compared, struct flexnet_pkt *pkt = flexnet_pkt_take(handed);
       if (pkt) flexnet_receive_l3(flexnet_eth_rcv(pkt)););
HANDED(borrowed_released, struct flexnet_pkt *pkt = home->pkt; if (pkt) flexnet_pkt_release(pkt););
HANDED(borrowed_received, struct flexnet_pkt *pkt = home->pkt; if (pkt) flexnet_receive(pkt););
HANDED(slot_as_another_layer, struct flexnet_pkt_l3 *l3 = (void *)bpf_kptr_xchg(&home->pkt, 0);
       if (l3) flexnet_receive_l3(l3););
HANDED(slot_overwritten, home->number = *(volatile __u64 *)&home->pkt; *(volatile __u64 *)&home->pkt = 1;);
HANDED(frame_past_its_end, const __u8 *frame = flexnet_rx_frame(handed, 8); if (frame) seen = frame[8];);
HANDED(frame_not_compared, seen = flexnet_rx_frame(handed, 8)[0];);
HANDED(frame_written, __u8 *frame = (__u8 *)flexnet_rx_frame(handed, 8); if (frame) frame[0] = 1;);
HANDED(context_written, handed->queue = 1;);
HANDED(context_past_its_end, seen = *((__u8 *)handed + sizeof(*handed)););
HANDED(context_of_other_side, struct flexnet_pkt_tx3 *pkt = flexnet_tx_take((void *)handed, 0, 0);
       if (pkt) flexnet_send(pkt););
HANDED(context_as_packet, flexnet_receive((void *)handed););
#endif

#ifdef WITH_SENT
SENT(sent_past_ip, flexnet_eth_snd((void *)pkt););
SENT(sent_through_ip_twice, struct flexnet_pkt_tx2 *tx2 = flexnet_ip_snd(pkt); if (tx2) flexnet_ip_snd((void *)tx2););
SENT(sent_and_received, flexnet_receive_l3((void *)pkt););
SENT(sent_twice, flexnet_send(pkt); flexnet_send(pkt););
SENT(leaked_tx2, struct flexnet_pkt_tx2 *tx2 = flexnet_ip_snd(pkt); if (tx2) seen = tx2->length;);
SENT(sent_context_written, sent->mark = 1; flexnet_send(pkt););
#endif

#ifdef WITH_WORKER
WORKER(worker_takes, struct flexnet_pkt *pkt = flexnet_pkt_take((void *)worker);
       if (pkt) flexnet_receive(pkt););
WORKER(epoch_written, worker->epoch = 1;);
WORKER(no_end, while (1) {
	struct flexnet_pkt *pkt = bpf_kptr_xchg(&home->pkt, 0); if (pkt) flexnet_receive(pkt); });
#endif

static __always_inline struct home *first(void)
{
	__u32 key = 0;

	return bpf_map_lookup_elem(&homes, &key);
}

SEC("struct_ops/rx") int BPF_PROG(rx, struct flexnet_rx_ctx *handed)
{
	struct home *home = first();

	if (!home)
		return FLEXNET_RX_PASS;
#ifdef WITH_TAKEN
	struct flexnet_pkt *pkt = flexnet_pkt_take(handed);

	if (pkt)
		MISUSE(handed, pkt, home);
#elif defined(WITH_HANDED)
	MISUSE(handed, home);
#endif
	return FLEXNET_RX_PASS;
}

SEC("struct_ops/tx") int BPF_PROG(tx, struct flexnet_tx_ctx *sent)
{
#ifdef WITH_SENT
	struct flexnet_pkt_tx3 *pkt = flexnet_tx_take(sent, 0, 0);

	if (pkt)
		MISUSE(sent, pkt);
#endif
	return FLEXNET_TX_PASS;
}

SEC("struct_ops/run") int BPF_PROG(run, struct flexnet_worker_ctx *worker)
{
#ifdef WITH_WORKER
	struct home *home = first();

	if (home)
		MISUSE(worker, home);
#endif
	return 0;
}

SEC("xdp") int ramp_xdp(struct xdp_md *ctx)
{
#ifdef WITH_XDP
	struct flexnet_pkt *pkt = flexnet_pkt_take((void *)ctx);

	if (pkt)
		flexnet_receive(pkt);
#endif
	return XDP_PASS;
}

#ifdef WITH_TCP
struct sock;
struct tcp_congestion_ops {
	__u32 (*ssthresh)(struct sock *sk);
};

SEC("struct_ops/ssthresh") __u32 BPF_PROG(ssthresh, struct sock *sk)
{
	struct home *home = first();
	struct flexnet_pkt *pkt = home ? bpf_kptr_xchg(&home->pkt, 0) : 0;

	if (pkt)
		flexnet_receive(pkt);
	return 2;
}

SEC(".struct_ops") struct tcp_congestion_ops other = {.ssthresh = (void *)ssthresh};
#endif

SEC(".struct_ops.link") struct flexnet_ops pipeline = {
	.rx = (void *)rx,
	.run = (void *)run,
	.tx = (void *)tx,
	.abi = FLEXNET_KERNEL_ABI,
	.workers = 1,
	.packets = 16,
	.name = "misuse",
};
