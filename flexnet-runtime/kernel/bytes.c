// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/*
 * The bytes of packets that programs own, from the layer that is next. fx_packet_describe() has put
 * FLEXNET_SLICE_BYTES of them into one piece of memory. Nothing is pulled up when somebody looks: the
 * program may have looked before, and still have the address.
 */
#include "flexnet.h"

#include <linux/btf.h>
#include <linux/etherdevice.h>

/* Bytes that the packet has; null if it does not have so many in one piece. */
static __u8 *fx_slice(struct fx_packet *p, u32 offset, u32 size)
{
	struct sk_buff *skb = fx_packet_look(p);

	/* Without these the sum may wrap. */
	if (!skb || offset > U16_MAX || size > U16_MAX ||
	    fx_layer_offset(p, skb) + (int)(offset + size) > (int)skb_headlen(skb))
		return NULL;
	return skb->data + fx_layer_offset(p, skb) + offset;
}

/* As many bytes of memory, of which those up to `length` are the packet's. */
static __u8 *fx_bytes(struct fx_packet *p, u32 size)
{
	struct sk_buff *skb = fx_packet_look(p);
	int offset;

	if (!skb || size > FLEXNET_SLICE_BYTES)
		return NULL;
	offset = fx_layer_offset(p, skb);
	if (skb_end_pointer(skb) - skb->data < offset + (int)size ||
	    (skb_is_nonlinear(skb) && (int)skb_headlen(skb) < offset + (int)size))
		return NULL;
	return skb->data + offset;
}

/* If a program may have changed the link layer's header. */
void fx_packet_settle(struct fx_packet *p, struct sk_buff *skb)
{
	if (!p->writable)
		return;
	p->writable = false;
	__skb_push(skb, -skb_mac_offset(skb));
	skb->pkt_type = PACKET_HOST;
	skb->protocol = eth_type_trans(skb, skb->dev);
}

__bpf_kfunc_start_defs();

__bpf_kfunc const __u8 *flexnet_pkt_slice(struct flexnet_pkt *pkt, u32 offset,
					  const size_t rdonly_buf_size)
{
	return fx_slice(container_of(pkt, struct fx_packet, pkt), offset, rdonly_buf_size);
}

__bpf_kfunc const __u8 *flexnet_pkt_slice_l3(struct flexnet_pkt_l3 *pkt, u32 offset,
					     const size_t rdonly_buf_size)
{
	return fx_slice(container_of(pkt, struct fx_packet, l3), offset, rdonly_buf_size);
}

__bpf_kfunc const __u8 *flexnet_pkt_slice_l4(struct flexnet_pkt_l4 *pkt, u32 offset,
					     const size_t rdonly_buf_size)
{
	return fx_slice(container_of(pkt, struct fx_packet, l4), offset, rdonly_buf_size);
}

__bpf_kfunc const __u8 *flexnet_pkt_slice_l5(struct flexnet_pkt_l5 *pkt, u32 offset,
					     const size_t rdonly_buf_size)
{
	return fx_slice(container_of(pkt, struct fx_packet, l5), offset, rdonly_buf_size);
}

__bpf_kfunc const __u8 *flexnet_pkt_slice_tx3(struct flexnet_pkt_tx3 *pkt, u32 offset,
					      const size_t rdonly_buf_size)
{
	return fx_slice(container_of(pkt, struct fx_packet, tx3), offset, rdonly_buf_size);
}

__bpf_kfunc const __u8 *flexnet_pkt_slice_tx2(struct flexnet_pkt_tx2 *pkt, u32 offset,
					      const size_t rdonly_buf_size)
{
	return fx_slice(container_of(pkt, struct fx_packet, tx2), offset, rdonly_buf_size);
}

__bpf_kfunc const __u8 *flexnet_pkt_bytes(struct flexnet_pkt *pkt, const size_t rdonly_buf_size)
{
	return fx_bytes(container_of(pkt, struct fx_packet, pkt), rdonly_buf_size);
}

__bpf_kfunc const __u8 *flexnet_pkt_bytes_l3(struct flexnet_pkt_l3 *pkt,
					     const size_t rdonly_buf_size)
{
	return fx_bytes(container_of(pkt, struct fx_packet, l3), rdonly_buf_size);
}

__bpf_kfunc const __u8 *flexnet_pkt_bytes_l4(struct flexnet_pkt_l4 *pkt,
					     const size_t rdonly_buf_size)
{
	return fx_bytes(container_of(pkt, struct fx_packet, l4), rdonly_buf_size);
}

__bpf_kfunc const __u8 *flexnet_pkt_bytes_l5(struct flexnet_pkt_l5 *pkt,
					     const size_t rdonly_buf_size)
{
	return fx_bytes(container_of(pkt, struct fx_packet, l5), rdonly_buf_size);
}

/*
 * The same packet, whose bytes nobody else looks at, if there is memory. What the program had looked
 * at is not valid any more, as the verifier knows by the reference.
 */
__bpf_kfunc struct flexnet_pkt *flexnet_pkt_own(struct flexnet_pkt *pkt)
{
	struct fx_packet *p = container_of(pkt, struct fx_packet, pkt);
	struct sk_buff *skb = fx_packet_take(p);

	if (!skb)
		return NULL;
	if (!skb_unclone(skb, GFP_ATOMIC)) {
		p->writable = true;
		skb_clear_hash(skb);
		if (skb->ip_summed == CHECKSUM_COMPLETE)
			skb->ip_summed = CHECKSUM_NONE;
	}
	fx_packet_give(p, skb);
	return pkt;
}

/* To be changed: of what flexnet_pkt_own() returned. */
__bpf_kfunc __u8 *flexnet_pkt_bytes_own(struct flexnet_pkt *pkt, const size_t rdwr_buf_size)
{
	struct fx_packet *p = container_of(pkt, struct fx_packet, pkt);

	return p->writable ? fx_bytes(p, rdwr_buf_size) : NULL;
}

__bpf_kfunc_end_defs();
