// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/*
 * Packets are taken away from programs: as the pipeline ends, as their device does, or as no executor
 * came for them in time.
 */
#include "flexnet.h"

#include <linux/rtnetlink.h>
#include <linux/sched/clock.h>
#include <linux/slab.h>
#include <linux/sort.h>

struct fx_swept {
	struct fx_packet *packet;
	struct sk_buff *skb;
};

struct fx_sweep {
	struct fx_pipeline *pl;
	const struct net_device *dev; /* or any */
	u64 before;		      /* fx_packet.since */
	enum fx_counter why;
	struct fx_swept *swept;
	unsigned int nr;
};

static void fx_sweep_packet(struct fx_sweep *s, struct fx_packet *p)
{
	struct sk_buff *skb = READ_ONCE(p->skb);
	u8 slot = READ_ONCE(p->slot);
	bool stalls;

	if (!fx_is_buffer(skb) || (s->dev && READ_ONCE(p->dev) != s->dev) ||
	    READ_ONCE(p->since) >= s->before)
		return;
	/* Before it is swept: who takes it from the queue then clears it again, fx_packet_take(). */
	stalls = s->why == FX_late && !test_and_set_bit(slot, s->pl->stalled);
	if (cmpxchg(&p->skb, skb, FX_SWEPT) == skb)
		s->swept[s->nr++] = (struct fx_swept){ p, skb };
	else if (stalls)
		clear_bit(slot, s->pl->stalled);
}

static int fx_older(const void *a, const void *b)
{
	const struct fx_swept *x = a, *y = b;

	return x->packet->since < y->packet->since ? -1 : x->packet->since > y->packet->since;
}

/* Those of a device are dropped, as the kernel does with its backlog; others go on in the stack, the
 * oldest first. Sleeps. */
static void fx_sweep(struct fx_sweep *s)
{
	struct fx_pipeline *pl = s->pl;
	unsigned int i;

	if (atomic64_read(&pl->held) == 1)
		return;
	s->swept = kvcalloc(pl->nr_packets, sizeof(*s->swept), GFP_KERNEL | __GFP_NOFAIL);
	for (i = 0; i < pl->nr_packets; i++) {
		fx_sweep_packet(s, &pl->packets[i]);
		cond_resched();
	}
	if (s->nr) {
		sort(s->swept, s->nr, sizeof(*s->swept), fx_older, NULL);
		/* A program may still look at the bytes of one, by flexnet_pkt_slice(). */
		synchronize_rcu();
	}
	for (i = 0; i < s->nr; i++) {
		struct fx_packet *p = s->swept[i].packet;

		/* Not of the device if it was another packet's by then. */
		if (s->dev && p->dev == s->dev) {
			fx_count(pl, FX_gone);
			kfree_skb(s->swept[i].skb);
		} else {
			fx_count(pl, s->why);
			local_bh_disable();
			rcu_read_lock();
			fx_go_on(p, s->swept[i].skb);
			rcu_read_unlock();
			local_bh_enable();
		}
		fx_packet_let_go(p);
		if (cmpxchg(&p->skb, FX_SWEPT, NULL) == FX_GONE)
			fx_packet_free(p);
		cond_resched();
	}
	kvfree(s->swept);
}

/* No program of @pl runs, and none will. */
void fx_sweep_all(struct fx_pipeline *pl)
{
	struct fx_sweep s = { .pl = pl, .before = U64_MAX, .why = FX_swept };

	fx_sweep(&s);
}

void fx_sweep_device(struct fx_pipeline *pl, const struct net_device *dev)
{
	struct fx_sweep s = { .pl = pl, .dev = dev, .before = U64_MAX, .why = FX_swept };

	fx_sweep(&s);
}

static unsigned long fx_stall_interval(const struct fx_pipeline *pl)
{
	return max(msecs_to_jiffies(pl->stall_ms) / 4, 1UL);
}

static void fx_stall_check(struct work_struct *work)
{
	struct fx_pipeline *pl = container_of(to_delayed_work(work), struct fx_pipeline, stall_work);
	struct fx_sweep s = {
		.pl = pl,
		.before = local_clock() - pl->stall_ms * (u64)NSEC_PER_MSEC,
		.why = FX_late,
	};

	fx_sweep(&s);
	schedule_delayed_work(&pl->stall_work, fx_stall_interval(pl));
}

void fx_stall_start(struct fx_pipeline *pl)
{
	INIT_DELAYED_WORK(&pl->stall_work, fx_stall_check);
	if (pl->stall_ms)
		schedule_delayed_work(&pl->stall_work, fx_stall_interval(pl));
}

void fx_stall_stop(struct fx_pipeline *pl)
{
	cancel_delayed_work_sync(&pl->stall_work);
}
