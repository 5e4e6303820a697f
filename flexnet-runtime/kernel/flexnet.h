/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
#ifndef FLEXNET_MODULE_H
#define FLEXNET_MODULE_H

#include <flexnet/kernel_runtime.h>
#include <linux/cpumask.h>
#include <linux/netdevice.h>
#include <linux/netfilter.h>
#include <linux/percpu-refcount.h>
#include <linux/sbitmap.h>
#include <linux/skbuff.h>

/* Why packets came, went or were refused: flexnet/<name> in sysfs of the hand-off device.
 * handed_over = the ones up to bad_frame + taken; taken = finished + left + released + swept +
 * gone + what waits. */
#define FX_COUNTERS(X)                                                                             \
	X(handed_over)	/* frames and packets that came to the device */                           \
	X(bad_frame)	/* without a header that makes sense: dropped */                           \
	X(no_memory)	/* no socket buffer for the frame: dropped */                              \
	X(no_device)	/* the device that it came in by is gone: dropped */                       \
	X(passed)	/* rx did not take it: to the stack */                                     \
	X(dropped)	/* rx did not take it: dropped */                                          \
	X(limit)	/* of these: `packets` or `memory` was reached */                          \
	X(taken)	/* owned by programs since */                                              \
	X(finished)	/* went through the last layer */                                          \
	X(left)		/* the stack ended it, or kept it, before the next boundary */             \
	X(released)	/* dropped by a program, or with a map */                                  \
	X(swept)	/* to the stack, as the pipeline ended */                                  \
	X(gone)		/* dropped with the device it came in by */

enum fx_counter {
#define X(name) FX_##name,
	FX_COUNTERS(X)
#undef X
	FX_NR_COUNTERS
};

struct fx_counters {
	u64 count[FX_NR_COUNTERS];
};

struct fx_worker;

/* One link of a struct flexnet_ops. Lives until the last of its packets is free. */
struct fx_pipeline {
	const struct flexnet_ops *ops; /* null: ended */
	struct net *net;	       /* of the loader; valid while registered */
	struct fx_counters __percpu *counters;
	struct percpu_ref users; /* packets that programs own, and the registration */
	struct sbitmap used;	 /* of packets[] */
	struct fx_packet *packets;
	atomic64_t memory; /* truesize of what programs own */
	u64 memory_limit;
	struct fx_worker *workers;
	unsigned int nr_workers;
	struct list_head list; /* fx_pipelines */
	const void *key;       /* of the registration */
	struct net_device *handoff;
	netdevice_tracker handoff_tracker;
	struct rcu_work free_work;
};

enum fx_layer { FX_L2, FX_L3, FX_L4 };

/* What programs own. The verifier knows it by the type of the layer that it has been through. */
struct fx_packet {
	union {
		struct flexnet_pkt pkt;
		struct flexnet_pkt_l3 l3;
		struct flexnet_pkt_l4 l4;
	};
	struct sk_buff *skb; /* or a state: packet.c */
	struct fx_pipeline *pipeline;
	struct net_device *dev; /* skb->dev, held */
	netdevice_tracker dev_tracker;
	u64 since;    /* local_clock() when a program took it */
	u32 truesize; /* as charged to the pipeline */
	u8 layer;
	struct nf_hook_state hook; /* where it was stopped: FX_L3, FX_L4 */
} ____cacheline_aligned;

/* Where the layer that is next begins, from skb->data. */
static inline int fx_layer_offset(const struct fx_packet *p, const struct sk_buff *skb)
{
	return p->layer == FX_L2 ? skb_mac_offset(skb) :
	       p->layer == FX_L3 ? skb_network_offset(skb) : skb_transport_offset(skb);
}

/* packet.c */
struct fx_packet *fx_packet_alloc(struct fx_pipeline *pl, struct sk_buff *skb);
bool fx_packet_hold(struct fx_packet *p, struct sk_buff *skb);
struct sk_buff *fx_packet_take(struct fx_packet *p);
struct sk_buff *fx_packet_look(const struct fx_packet *p);
void fx_packet_give(struct fx_packet *p, struct sk_buff *skb);
void fx_packet_free(struct fx_packet *p);
void fx_packet_release(struct fx_packet *p);
void fx_sweep(struct fx_pipeline *pl, const struct net_device *dev);
int fx_packets_init(struct fx_pipeline *pl, u32 nr);
void fx_packets_destroy(struct fx_pipeline *pl);

/* layers.c */
void fx_receive(struct fx_packet *p, struct sk_buff *skb);
int fx_stops_get(struct net *net, u32 stops);
void fx_stops_put(struct net *net, u32 stops);
int fx_layers_init(void);
void fx_layers_exit(void);

/* handoff.c */
struct fx_rx {
	struct flexnet_rx_ctx ctx; /* what the program sees */
	struct fx_pipeline *pipeline;
	struct sk_buff *skb; /* null once it was taken */
	u8 frame[FLEXNET_MAX_HANDOFF_FRAME];
};
int fx_handoff_attach(struct fx_pipeline *pl, u32 ifindex);
void fx_handoff_detach(struct fx_pipeline *pl);
int fx_handoff_init(void);
void fx_handoff_exit(void);

/* pipeline.c */
int fx_pipelines_init(void);
void fx_pipelines_exit(void);

/* worker.c */
int fx_workers_start(struct fx_pipeline *pl);
void fx_workers_stop(struct fx_pipeline *pl);
void fx_workers_wake(struct fx_pipeline *pl);

/* kfuncs.c */
int fx_kfuncs_init(void);

static inline void fx_count(struct fx_pipeline *pl, enum fx_counter counter)
{
	this_cpu_inc(pl->counters->count[counter]);
}

u64 fx_counter_sum(const struct fx_pipeline *pl, enum fx_counter counter);

#endif
