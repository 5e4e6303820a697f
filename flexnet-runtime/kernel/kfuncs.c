// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/* What programs may call. Ownership and order are what the verifier makes of the flags and types. */
#include "flexnet.h"

#include <linux/btf.h>
#include <linux/btf_ids.h>

/* From 7.0 on all pointers are trusted. */
#ifndef KF_TRUSTED_ARGS
#define KF_TRUSTED_ARGS 0
#endif

__bpf_kfunc_start_defs();

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

__bpf_kfunc void flexnet_pkt_release_l5(struct flexnet_pkt_l5 *pkt)
{
	fx_packet_release(container_of(pkt, struct fx_packet, l5));
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
BTF_ID_FLAGS(func, flexnet_rx_next, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_pkt_slice, KF_RET_NULL | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_pkt_slice_l3, KF_RET_NULL | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_pkt_slice_l4, KF_RET_NULL | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_pkt_slice_l5, KF_RET_NULL | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_pkt_slice_tx3, KF_RET_NULL | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_pkt_slice_tx2, KF_RET_NULL | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_pkt_bytes, KF_RET_NULL | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_pkt_bytes_l3, KF_RET_NULL | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_pkt_bytes_l4, KF_RET_NULL | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_pkt_bytes_l5, KF_RET_NULL | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_pkt_own, KF_ACQUIRE | KF_RELEASE | KF_RET_NULL)
BTF_ID_FLAGS(func, flexnet_pkt_bytes_own, KF_RET_NULL | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_transmit, KF_RELEASE)
BTF_ID_FLAGS(func, flexnet_pkt_release, KF_RELEASE)
BTF_ID_FLAGS(func, flexnet_pkt_release_l3, KF_RELEASE)
BTF_ID_FLAGS(func, flexnet_pkt_release_l4, KF_RELEASE)
BTF_ID_FLAGS(func, flexnet_pkt_release_l5, KF_RELEASE)
BTF_ID_FLAGS(func, flexnet_pkt_release_tx3, KF_RELEASE)
BTF_ID_FLAGS(func, flexnet_pkt_release_tx2, KF_RELEASE)
BTF_ID_FLAGS(func, flexnet_tx_take, KF_ACQUIRE | KF_RET_NULL | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, flexnet_eth_rcv, KF_ACQUIRE | KF_RELEASE | KF_RET_NULL)
BTF_ID_FLAGS(func, flexnet_ip_rcv, KF_ACQUIRE | KF_RELEASE | KF_RET_NULL)
BTF_ID_FLAGS(func, flexnet_udp_rcv, KF_ACQUIRE | KF_RELEASE | KF_RET_NULL)
BTF_ID_FLAGS(func, flexnet_ip_snd, KF_ACQUIRE | KF_RELEASE | KF_RET_NULL)
BTF_ID_FLAGS(func, flexnet_receive, KF_RELEASE)
BTF_ID_FLAGS(func, flexnet_receive_l3, KF_RELEASE)
BTF_ID_FLAGS(func, flexnet_receive_l4, KF_RELEASE)
BTF_ID_FLAGS(func, flexnet_receive_l5, KF_RELEASE)
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
BTF_ID(struct, flexnet_pkt_l5)
BTF_ID(struct, flexnet_pkt_tx3)
BTF_ID(struct, flexnet_pkt_tx2)
#define FX_DTORS 6

int fx_kfuncs_init(void)
{
	struct btf_id_dtor_kfunc dtors[FX_DTORS];
	unsigned int i;
	int err;

	for (i = 0; i < FX_DTORS; i++)
		dtors[i] = (struct btf_id_dtor_kfunc){ .btf_id = fx_dtor_ids[i + 1],
						       .kfunc_btf_id = fx_dtor_ids[0] };
	err = register_btf_id_dtor_kfuncs(dtors, FX_DTORS, THIS_MODULE);
	err = err ?: register_btf_kfunc_id_set(BPF_PROG_TYPE_STRUCT_OPS, &fx_kfuncs);
	return err ?: fx_wake_init();
}
