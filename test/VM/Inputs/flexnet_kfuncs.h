/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* What the module gives to programs: flexnet-runtime/docs/kernel-runtime.md. */
#ifndef FLEXNET_KFUNCS_H
#define FLEXNET_KFUNCS_H

#include <flexnet/kernel_runtime.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

extern struct flexnet_pkt *flexnet_pkt_take(struct flexnet_rx_ctx *ctx) __ksym;
extern const __u8 *flexnet_rx_frame(struct flexnet_rx_ctx *ctx, const __u64 rdonly_buf_size) __ksym;
extern const __u8 *flexnet_pkt_slice(struct flexnet_pkt *pkt, __u32 offset,
				     const __u64 rdonly_buf_size) __ksym;
extern const __u8 *flexnet_pkt_slice_l5(struct flexnet_pkt_l5 *pkt, __u32 offset,
					const __u64 rdonly_buf_size) __ksym;
extern struct flexnet_pkt *flexnet_pkt_own(struct flexnet_pkt *pkt) __ksym;
extern __u8 *flexnet_pkt_bytes_own(struct flexnet_pkt *pkt, const __u64 rdwr_buf_size) __ksym;
extern void flexnet_pkt_release(struct flexnet_pkt *pkt) __ksym;
extern void flexnet_pkt_release_l3(struct flexnet_pkt_l3 *pkt) __ksym;
extern void flexnet_pkt_release_l4(struct flexnet_pkt_l4 *pkt) __ksym;
extern void flexnet_pkt_release_l5(struct flexnet_pkt_l5 *pkt) __ksym;
extern struct flexnet_pkt_l3 *flexnet_eth_rcv(struct flexnet_pkt *pkt) __ksym;
extern struct flexnet_pkt_l4 *flexnet_ip_rcv(struct flexnet_pkt_l3 *pkt) __ksym;
extern struct flexnet_pkt_l5 *flexnet_udp_rcv(struct flexnet_pkt_l4 *pkt) __ksym;
extern struct flexnet_pkt_tx3 *flexnet_tx_take(struct flexnet_tx_ctx *ctx, __u32 set,
					       __u32 queue) __ksym;
extern const __u8 *flexnet_pkt_slice_tx3(struct flexnet_pkt_tx3 *pkt, __u32 offset,
					 const __u64 rdonly_buf_size) __ksym;
extern const __u8 *flexnet_pkt_slice_tx2(struct flexnet_pkt_tx2 *pkt, __u32 offset,
					 const __u64 rdonly_buf_size) __ksym;
extern void flexnet_pkt_release_tx3(struct flexnet_pkt_tx3 *pkt) __ksym;
extern void flexnet_pkt_release_tx2(struct flexnet_pkt_tx2 *pkt) __ksym;
extern struct flexnet_pkt_tx2 *flexnet_ip_snd(struct flexnet_pkt_tx3 *pkt) __ksym;
extern void flexnet_send(struct flexnet_pkt_tx3 *pkt) __ksym;
extern void flexnet_eth_snd(struct flexnet_pkt_tx2 *pkt) __ksym;
extern void flexnet_receive(struct flexnet_pkt *pkt) __ksym;
extern void flexnet_receive_l3(struct flexnet_pkt_l3 *pkt) __ksym;
extern void flexnet_receive_l4(struct flexnet_pkt_l4 *pkt) __ksym;
extern void flexnet_receive_l5(struct flexnet_pkt_l5 *pkt) __ksym;

#endif
