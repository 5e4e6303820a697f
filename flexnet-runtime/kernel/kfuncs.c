// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/* What programs may call. Ownership and order are what the verifier makes of the flags and types. */
#include "flexnet.h"

#include <linux/btf.h>
#include <linux/btf_ids.h>

/* From 7.0 on all pointers are trusted. */
#ifndef KF_TRUSTED_ARGS
#define KF_TRUSTED_ARGS 0
#endif

/*
 * Bytes of the layer that is next, which a program may read; null if they are not there. Nothing may
 * be pulled up here: the program may have other slices of the same buffer.
 */
static const __u8 *fx_slice(struct fx_packet *p, u32 offset, u32 size)
{
	struct sk_buff *skb = fx_packet_look(p);

	/* Without these the sum may wrap. */
	if (!skb || offset > U16_MAX || size > U16_MAX ||
	    fx_layer_offset(p, skb) + (int)(offset + size) > (int)skb_headlen(skb))
		return NULL;
	return skb->data + fx_layer_offset(p, skb) + offset;
}

__bpf_kfunc_start_defs();

/* In flexnet_ops.rx: the packet is the program's. Null if the pipeline owns as many as it may. */
__bpf_kfunc struct flexnet_pkt *flexnet_pkt_take(struct flexnet_rx_ctx *ctx)
{
	struct fx_rx *rx = container_of(ctx, struct fx_rx, ctx);
	struct fx_packet *p;

	if (!rx->skb)
		return NULL;
	p = fx_packet_alloc(rx->pipeline, rx->skb, rx->skb->dev, FX_L2,
			    fx_slot(ctx->set, ctx->queue));
	if (!p) {
		fx_count(rx->pipeline, FX_limit);
		return NULL;
	}
	fx_count(rx->pipeline, FX_taken);
	fx_packet_give(p, rx->skb);
	rx->skb = NULL;
	return &p->pkt;
}

/* In flexnet_ops.rx: the coroutine's frame, until the program returns. */
__bpf_kfunc const __u8 *flexnet_rx_frame(struct flexnet_rx_ctx *ctx, const size_t rdonly_buf_size)
{
	struct fx_rx *rx = container_of(ctx, struct fx_rx, ctx);

	return rdonly_buf_size <= ctx->frame_size ? rx->frame : NULL;
}

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

__bpf_kfunc void flexnet_pkt_release(struct flexnet_pkt *pkt)
{
	fx_packet_release(container_of(pkt, struct fx_packet, pkt));
}

__bpf_kfunc void flexnet_pkt_release_l3(struct flexnet_pkt_l3 *pkt)
{
	fx_packet_release(container_of(pkt, struct fx_packet, l3));
}

__bpf_kfunc void flexnet_pkt_release_l4(struct flexnet_pkt_l4 *pkt)
{
	fx_packet_release(container_of(pkt, struct fx_packet, l4));
}

__bpf_kfunc void flexnet_pkt_release_tx3(struct flexnet_pkt_tx3 *pkt)
{
	fx_packet_release(container_of(pkt, struct fx_packet, tx3));
}

__bpf_kfunc void flexnet_pkt_release_tx2(struct flexnet_pkt_tx2 *pkt)
{
	fx_packet_release(container_of(pkt, struct fx_packet, tx2));
}

/* Of all types: they are the same memory. */
__bpf_kfunc void flexnet_pkt_dtor(void *pkt)
{
	fx_packet_release(pkt);
}
CFI_NOSEAL(flexnet_pkt_dtor);

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(fx_kfunc_ids)
BTF_ID_FLAGS(func, flexnet_pkt_take, KF_ACQUIRE | KF_RET_NULL | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_rx_frame, KF_RET_NULL | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_pkt_slice, KF_RET_NULL | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_pkt_slice_l3, KF_RET_NULL | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_pkt_slice_l4, KF_RET_NULL | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_pkt_slice_tx3, KF_RET_NULL | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_pkt_slice_tx2, KF_RET_NULL | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_pkt_release, KF_RELEASE)
BTF_ID_FLAGS(func, flexnet_pkt_release_l3, KF_RELEASE)
BTF_ID_FLAGS(func, flexnet_pkt_release_l4, KF_RELEASE)
BTF_ID_FLAGS(func, flexnet_pkt_release_tx3, KF_RELEASE)
BTF_ID_FLAGS(func, flexnet_pkt_release_tx2, KF_RELEASE)
BTF_ID_FLAGS(func, flexnet_tx_take, KF_ACQUIRE | KF_RET_NULL | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_eth_rcv, KF_ACQUIRE | KF_RELEASE | KF_RET_NULL)
BTF_ID_FLAGS(func, flexnet_ip_rcv, KF_ACQUIRE | KF_RELEASE | KF_RET_NULL)
BTF_ID_FLAGS(func, flexnet_ip_snd, KF_ACQUIRE | KF_RELEASE | KF_RET_NULL)
BTF_ID_FLAGS(func, flexnet_receive, KF_RELEASE)
BTF_ID_FLAGS(func, flexnet_receive_l3, KF_RELEASE)
BTF_ID_FLAGS(func, flexnet_receive_l4, KF_RELEASE)
BTF_ID_FLAGS(func, flexnet_send, KF_RELEASE)
BTF_ID_FLAGS(func, flexnet_eth_snd, KF_RELEASE)
BTF_KFUNCS_END(fx_kfunc_ids)

/* Layers run with softirqs off and nothing locked: not in struct_ops of others (schedulers, TCP). */
static int fx_kfunc_filter(const struct bpf_prog *prog, u32 kfunc_id)
{
	return fx_is_ours(prog) ? 0 : -EACCES;
}

static const struct btf_kfunc_id_set fx_kfuncs = {
	.owner = THIS_MODULE,
	.set = &fx_kfunc_ids,
	.filter = fx_kfunc_filter,
};

BTF_ID_LIST(fx_dtor_ids)
BTF_ID(func, flexnet_pkt_dtor)
BTF_ID(struct, flexnet_pkt)
BTF_ID(struct, flexnet_pkt_l3)
BTF_ID(struct, flexnet_pkt_l4)
BTF_ID(struct, flexnet_pkt_tx3)
BTF_ID(struct, flexnet_pkt_tx2)
#define FX_DTORS 5

int fx_kfuncs_init(void)
{
	struct btf_id_dtor_kfunc dtors[FX_DTORS];
	unsigned int i;
	int err;

	for (i = 0; i < FX_DTORS; i++)
		dtors[i] = (struct btf_id_dtor_kfunc){ .btf_id = fx_dtor_ids[i + 1],
						       .kfunc_btf_id = fx_dtor_ids[0] };
	err = register_btf_id_dtor_kfuncs(dtors, FX_DTORS, THIS_MODULE);
	return err ?: register_btf_kfunc_id_set(BPF_PROG_TYPE_STRUCT_OPS, &fx_kfuncs);
}
