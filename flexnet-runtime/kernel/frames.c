// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/* Frames of native XDP that are handed over: they become socket buffers around the same page. */
#include "flexnet.h"

#include <linux/etherdevice.h>
#include <net/xdp.h>

/* Frames of one call, of which all have a header and came in by a device that is there. */
struct fx_frames {
	unsigned int nr, next;
	struct xdp_frame *frame[FX_FRAMES];
	struct net_device *dev[FX_FRAMES];
	void *skb[FX_FRAMES]; /* empty ones */
};

static void fx_check_frames(struct fx_pipeline *pl, struct net *net, struct xdp_frame **frames,
			    unsigned int n, struct fx_frames *good)
{
	struct net_device *dev = NULL;
	unsigned int i;

	good->nr = 0;
	for (i = 0; i < n; i++) {
		struct xdp_frame *frame = frames[i];
		const struct flexnet_handoff *h = fx_header(frame->data, frame->len);

		if (unlikely(!h)) {
			fx_count(pl, FX_bad_frame);
			xdp_return_frame_rx_napi(frame);
			continue;
		}
		if (!dev || dev->ifindex != h->ifindex)
			dev = fx_up(net, h->ifindex);
		if (unlikely(!dev)) {
			fx_count(pl, FX_no_device);
			xdp_return_frame_rx_napi(frame);
			continue;
		}
		good->frame[good->nr] = frame;
		good->dev[good->nr++] = dev;
	}
}

/* Empty ones, of which kernels make several at once by different names. */
static unsigned int fx_alloc_skbs(void **skbs, unsigned int n)
{
#ifdef FX_NAPI_SKB_CACHE_GET_BULK
	return napi_skb_cache_get_bulk(skbs, n);
#else
	return xdp_alloc_skb_bulk(skbs, n, GFP_ATOMIC | __GFP_ZERO) ? 0 : n;
#endif
}

static bool fx_xdp_frame(struct fx_rx *rx, struct xdp_frame *frame, struct net_device *dev,
			 struct sk_buff *skb)
{
	const struct flexnet_handoff *h = frame->data;
	unsigned int prefix = sizeof(*h) + h->frame_size;

	frame->data += prefix;
	frame->len -= prefix;
	frame->headroom += prefix;
	frame->metasize = 0;
	__xdp_build_skb_from_frame(frame, skb, dev); /* fails without a buffer only */
	skb_reset_network_header(skb);
	skb_reset_mac_len(skb);
	return fx_rx_begin(rx, h, skb);
}

/* The next of them that is the program's. */
bool fx_rx_next_frame(struct fx_rx *rx)
{
	struct fx_frames *f = rx->frames;
	unsigned int i;

	while (f && f->next < f->nr) {
		i = f->next++;
		if (fx_xdp_frame(rx, f->frame[i], f->dev[i], f->skb[i]))
			return true;
	}
	return false;
}

/* @n of them, FX_FRAMES at most. */
void fx_rx_frames(struct fx_rx *rx, struct net *net, struct xdp_frame **frames, unsigned int n)
{
	struct fx_frames good;
	unsigned int i, nr;

	fx_check_frames(rx->pipeline, net, frames, n, &good);
	nr = good.nr;
	good.nr = nr ? fx_alloc_skbs(good.skb, nr) : 0;
	good.next = 0;
	rx->frames = &good;
	while (fx_rx_next_frame(rx))
		fx_rx_end(rx, rx->pipeline->ops->rx(&rx->ctx));
	rx->frames = NULL;
	for (i = good.nr; i < nr; i++) {
		fx_count(rx->pipeline, FX_no_memory);
		xdp_return_frame_rx_napi(good.frame[i]);
	}
}
