/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
#ifndef FLEXNET_MODULE_H
#define FLEXNET_MODULE_H

#include <flexnet/kernel_runtime.h>
#include <linux/cpumask.h>
#include <linux/irq_work.h>
#include <linux/llist.h>
#include <linux/netdevice.h>
#include <linux/netfilter.h>
#include <linux/skbuff.h>
#include <linux/udp.h>
#include <linux/workqueue.h>

/*
 * What became of packets: flexnet/<name> of the hand-off device in sysfs.
 *
 *	handed_over = bad_frame + no_memory + no_device + stalled + passed + dropped + taken
 *	taken = finished + sent + left + released + swept + late + gone + waiting
 */
#define FX_COUNTERS(X)                                                                             \
	X(handed_over)	/* frames and packets that came to the device, or to tx */                 \
	X(outgoing)	/* of these: to tx */                                                      \
	X(bad_frame)	/* without a header that makes sense: dropped */                           \
	X(no_memory)	/* no socket buffer for the frame: dropped */                              \
	X(no_device)	/* the device that it came in by is gone: dropped */                       \
	X(stalled)	/* its executor is late: to the stack */                                    \
	X(passed)	/* rx, tx did not take it: to the stack */                                 \
	X(dropped)	/* rx, tx did not take it: dropped */                                      \
	X(limit)	/* of these: `packets` or `memory` was reached */                          \
	X(taken)	/* owned by programs since */                                              \
	/* How packets end. */                                                                     \
	X(finished)	/* went through the last layer */                                          \
	X(sent)		/* out of a device, as it came */                                          \
	X(left)		/* the stack ended it, or kept it, before the next boundary */             \
	X(released)	/* dropped by a program, or with a map */                                  \
	X(swept)	/* to the stack, as the pipeline ended */                                  \
	X(late)		/* to the stack, as no executor came for it */                             \
	X(gone)		/* dropped with the device it came in by, or was to leave by */

enum fx_counter {
#define X(name) FX_##name,
	FX_COUNTERS(X)
#undef X
	FX_NR_COUNTERS
};

struct fx_counters {
	u64 count[FX_NR_COUNTERS];
};

/* Of a hand-off device: whichever pipelines it has, one after the other. */
struct fx_stats {
	refcount_t users;
	struct fx_counters __percpu *counters;
};

#define FX_STALL_SLOTS 256

struct bpf_prog;
struct fx_worker;

/* One link of a struct flexnet_ops. Lives until the last of its packets is free. */
struct fx_pipeline {
	const struct flexnet_ops *ops; /* null: ended */
	struct net *net;	       /* of the loader; valid while registered */
	struct fx_stats *stats;	       /* from the hand-off device on */
	/* What keeps it: truesize of what programs own, and 1 for each descriptor and the registration. */
	atomic64_t held;
	struct fx_packet *packets;
	u32 nr_packets;
	spinlock_t unused_lock;
	struct llist_node *unused; /* of packets[], beside @freed */
	struct llist_head freed;
	u64 memory_limit;
	u32 stall_ms;
	struct fx_worker *workers;
	unsigned int nr_workers;
	struct irq_work wake_work;
	struct list_head wake_list;
	/* Queues, by fx_slot(), that have packets older than ops->stall_ms. */
	DECLARE_BITMAP(stalled, FX_STALL_SLOTS);
	struct delayed_work stall_work;
	struct list_head list; /* fx_pipelines */
	struct list_head senders;	      /* fx_senders */
	const struct net_device *sends_by; /* null: not in that list */
	const void *key;       /* of the registration */
	struct net_device *handoff;
	netdevice_tracker handoff_tracker;
	struct rcu_work free_work;
};

enum fx_layer { FX_L2, FX_L3, FX_L4, FX_L5, FX_TX3, FX_TX2 };

/* What programs own. The verifier knows it by the type of the layer that it has been through. */
struct fx_packet {
	union {
		struct flexnet_pkt pkt;
		struct flexnet_pkt_l3 l3;
		struct flexnet_pkt_l4 l4;
		struct flexnet_pkt_l5 l5;
		struct flexnet_pkt_tx3 tx3;
		struct flexnet_pkt_tx2 tx2;
	};
	struct sk_buff *skb; /* or a state: packet.c */
	struct fx_pipeline *pipeline;
	/* Of the side that it is on, held; null once it was swept. On Tx skb->dev may be anything. */
	struct net_device *dev;
	netdevice_tracker dev_tracker;
	struct sock *sk; /* hook.sk, held */
	union {
		u64 since; /* local_clock() when a program took it */
		struct llist_node free;
	};
	u32 truesize; /* as charged to the pipeline */
	u8 layer;
	u8 slot; /* of its queue, in fx_pipeline.stalled */
	bool writable; /* by a program, and so the link layer's header may be another */
	struct nf_hook_state hook; /* where it was stopped: not FX_L2 */
} ____cacheline_aligned;

/* Where the layer that is next begins, from skb->data. */
static inline int fx_layer_offset(const struct fx_packet *p, const struct sk_buff *skb)
{
	switch (p->layer) {
	case FX_L2:
		return skb_mac_offset(skb);
	case FX_L4:
		return skb_transport_offset(skb);
	case FX_L5:
		return skb_transport_offset(skb) + sizeof(struct udphdr);
	default:
		return skb_network_offset(skb);
	}
}

/* @p, to which a program gets the reference, has @skb from now on. */
static inline void fx_packet_give(struct fx_packet *p, struct sk_buff *skb)
{
	smp_store_release(&p->skb, skb);
}

/* boundaries.c */
int fx_boundaries_init(void);
void fx_boundaries_exit(void);

/* packet.c */
struct fx_packet *fx_packet_alloc(struct fx_pipeline *pl, struct sk_buff *skb,
				  struct net_device *dev, u8 layer, u8 slot, u64 now);
bool fx_packet_hold(struct fx_packet *p, struct sk_buff *skb, struct net_device *dev);
struct sk_buff *fx_packet_take(struct fx_packet *p);
struct sk_buff *fx_packet_look(const struct fx_packet *p);
void fx_packet_let_go(struct fx_packet *p);
void fx_packet_free(struct fx_packet *p);
void fx_packet_release(struct fx_packet *p);
int fx_packets_init(struct fx_pipeline *pl, u32 nr);
void fx_packets_destroy(struct fx_pipeline *pl);
void fx_pipeline_put(struct fx_pipeline *pl, u64 held);

/* sweep.c */
void fx_sweep_all(struct fx_pipeline *pl);
void fx_sweep_device(struct fx_pipeline *pl, const struct net_device *dev);
void fx_stall_start(struct fx_pipeline *pl);
void fx_stall_stop(struct fx_pipeline *pl);

/* bytes.c */
void fx_packet_settle(struct fx_packet *p, struct sk_buff *skb);

/* stops.c */
struct fx_run {
	struct sk_buff *skb; /* that a layer of this CPU waits for, with softirqs off */
	u32 stop;	     /* FLEXNET_STOP_* */
	bool here;	     /* it came to the boundary; the rest is valid */
	struct nf_hook_state at;
};
DECLARE_PER_CPU(struct fx_run, fx_run);
/* Beside FLEXNET_STOPS: where packets come to flexnet_ops.tx. */
#define FX_STOP_TX3 (1U << 31)
int fx_other_hooks(struct sk_buff *skb, struct nf_hook_state *state);
int fx_stops_get(struct net *net, u32 stops);
void fx_stops_put(struct net *net, u32 stops);
int fx_stops_init(void);
void fx_stops_exit(void);

/* layers.c */
void fx_receive_l2(struct sk_buff *skb);
void fx_go_on(struct fx_packet *p, struct sk_buff *skb);

/* udp.c */
bool fx_udp_receive(struct sk_buff *skb);

/* tx.c */
struct fx_tx {
	struct flexnet_tx_ctx ctx; /* what the program sees */
	struct fx_pipeline *pipeline;
	struct sk_buff *skb; /* null once it was taken */
	const struct nf_hook_state *state;
	bool stalled; /* its queue is */
};
unsigned int fx_local_out(void *priv, struct sk_buff *skb, const struct nf_hook_state *state);
int fx_tx_attach(struct fx_pipeline *pl, bool take_over);
void fx_tx_detach(struct fx_pipeline *pl);
void fx_tx_gone(struct fx_pipeline *pl, const struct net_device *dev);

/* rx.c */
struct fx_rx {
	struct flexnet_rx_ctx ctx; /* what the program sees */
	struct fx_pipeline *pipeline;
	struct sk_buff *skb; /* null once it was taken */
	struct fx_frames *frames; /* that came with it */
	u64 now;	     /* local_clock(), later for each packet */
	bool wakes;	     /* workers: something waits, or does not as they are late */
	u8 frame[FLEXNET_MAX_HANDOFF_FRAME];
};
void fx_rx_init(struct fx_rx *rx, struct fx_pipeline *pl);
bool fx_rx_begin(struct fx_rx *rx, const struct flexnet_handoff *h, struct sk_buff *skb);
void fx_rx_end(struct fx_rx *rx, int verdict);

/* handoff.c */
const struct flexnet_handoff *fx_header(const void *data, unsigned int length);
struct net_device *fx_up(struct net *net, u32 ifindex);
int fx_handoff_attach(struct fx_pipeline *pl, u32 ifindex, bool take_over);
void fx_handoff_end(struct fx_pipeline *pl);
void fx_handoff_gone(struct net_device *dev);
int fx_handoff_init(void);
void fx_handoff_exit(void);

/* frames.c */
#define FX_FRAMES 16 /* that XDP sends at once */
struct xdp_frame;
bool fx_rx_next_frame(struct fx_rx *rx);
void fx_rx_frames(struct fx_rx *rx, struct net *net, struct xdp_frame **frames, unsigned int n);

/* pipeline.c */
int fx_pipeline_register(const struct flexnet_ops *ops);
void fx_pipeline_unregister(const struct flexnet_ops *ops);
void fx_pipeline_unused(struct fx_pipeline *pl);
int fx_pipelines_init(void);
void fx_pipelines_exit(void);

/* ops.c */
bool fx_is_ours(const struct bpf_prog *prog);
int fx_ops_init(void);

/* batch.c */
struct fx_batch {
	struct net_device *dev;
	struct napi_struct napi;
	struct list_head list; /* that GRO does not look at */
	unsigned int packets;
	bool merges; /* @napi is scheduled, as it has to be when it is completed */
};
int fx_batch_init(struct fx_batch *b);
void fx_batch_destroy(struct fx_batch *b);
void fx_batch_begin(struct fx_batch *b);
void fx_batch_end(struct fx_batch *b);
void fx_batch_flush(void);
bool fx_batch_is_full(const struct fx_batch *b);
bool fx_batch_receive(struct sk_buff *skb);

/* worker.c */
int fx_workers_start(struct fx_pipeline *pl);
void fx_workers_stop(struct fx_pipeline *pl);
void fx_workers_wake(struct fx_pipeline *pl);
bool fx_workers_sleep(struct fx_pipeline *pl);

/* wake.c */
void fx_wake_begin(struct fx_pipeline *pl);
void fx_wake_end(struct fx_pipeline *pl);
int fx_wake_init(void);

/* stats.c */
extern const struct attribute_group fx_stats_group;
struct fx_stats *fx_stats_of(const struct net_device *dev);
struct fx_stats *fx_stats_alloc(void);
void fx_stats_put(struct fx_stats *stats);

/* kfuncs.c */
int fx_kfuncs_init(void);

static inline void fx_count(struct fx_pipeline *pl, enum fx_counter counter)
{
	this_cpu_inc(pl->stats->counters->count[counter]);
}

/* Two queues of one slot only share their fate. */
static inline u8 fx_slot(u32 set, u32 queue)
{
	return (set * 37 + queue) % FX_STALL_SLOTS;
}

/* States of fx_packet.skb that are no buffer: packet.c */
#define FX_GONE ((struct sk_buff *)1UL)
#define FX_SWEPT ((struct sk_buff *)2UL)

static inline bool fx_is_buffer(const struct sk_buff *skb)
{
	return (unsigned long)skb > (unsigned long)FX_SWEPT;
}

#endif
