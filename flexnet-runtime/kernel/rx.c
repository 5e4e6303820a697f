// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/* A packet that was handed over, while it is flexnet_ops.rx's. */
#include "flexnet.h"

#include <linux/btf.h>
#include <linux/sched/clock.h>

void fx_rx_init(struct fx_rx *rx, struct fx_pipeline *pl)
{
	rx->pipeline = pl;
	rx->frames = NULL;
	rx->now = local_clock();
	rx->skb = NULL;
	rx->wakes = false;
}

/* @skb, whose header and frame @h are still in front of it, is the program's next. False: not its. */
bool fx_rx_begin(struct fx_rx *rx, const struct flexnet_handoff *h, struct sk_buff *skb)
{
	if (unlikely(test_bit(fx_slot(h->set, h->queue), rx->pipeline->stalled))) {
		fx_count(rx->pipeline, FX_stalled);
		rx->wakes = true; /* nothing else might have the executor take from it again */
		fx_receive_l2(skb);
		return false;
	}
	rx->ctx = (struct flexnet_rx_ctx){
		.point = h->point,
		.frame_size = h->frame_size,
		.set = h->set,
		.queue = h->queue,
		.key = h->key,
		.ifindex = h->ifindex,
		.length = skb->len + ETH_HLEN,
	};
	rx->skb = skb;
	rx->now++;
	/* The program may read it after it gave the packet away. */
	if (h->frame_size)
		memcpy(rx->frame, h + 1, h->frame_size);
	return true;
}

/* The program is done with it, and may have taken it. */
void fx_rx_end(struct fx_rx *rx, int verdict)
{
	struct sk_buff *skb = rx->skb;

	if (!skb)
		return;
	rx->skb = NULL;
	if (verdict == FLEXNET_RX_DROP) {
		fx_count(rx->pipeline, FX_dropped);
		kfree_skb(skb);
	} else {
		fx_count(rx->pipeline, FX_passed);
		fx_receive_l2(skb);
	}
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
			    fx_slot(ctx->set, ctx->queue), rx->now);
	if (!p) {
		fx_count(rx->pipeline, FX_limit);
		return NULL;
	}
	fx_count(rx->pipeline, FX_taken);
	fx_packet_give(p, rx->skb);
	rx->skb = NULL;
	rx->wakes = true;
	return &p->pkt;
}

/* In flexnet_ops.rx: the coroutine's frame, until the program returns. */
__bpf_kfunc const __u8 *flexnet_rx_frame(struct flexnet_rx_ctx *ctx, const size_t rdonly_buf_size)
{
	struct fx_rx *rx = container_of(ctx, struct fx_rx, ctx);

	return rdonly_buf_size <= ctx->frame_size ? rx->frame : NULL;
}

/*
 * In flexnet_ops.rx: @verdict is of this packet, and @ctx is of another that came with it. 0: there is
 * none. Programs that do not ask are called for each.
 */
__bpf_kfunc int flexnet_rx_next(struct flexnet_rx_ctx *ctx, int verdict)
{
	struct fx_rx *rx = container_of(ctx, struct fx_rx, ctx);

	fx_rx_end(rx, verdict);
	return fx_rx_next_frame(rx);
}

__bpf_kfunc_end_defs();
