/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/*
 * prio.bpf.cpp, split by hand: producers insert into the rings; who owns a queue moves what
 * is there into slots and a heap of four branches, and takes the least from that.
 */
#define FRAME { __u64 key, a, b; __u32 c; __u8 id; }
#include "ring.h"

enum { FIRST = 1, SECOND };

volatile __u32 stopping;
__u64 sum;

struct entry {
	__u64 key;
	__u32 order; /* of arrival, among equal keys */
	__u32 slot;
};

struct slot {
	__u32 since;
	__u32 next;  /* free slot, plus 1 */
	struct frame frame;
};

/* Changed by the owner of the queue alone. */
struct heap {
	__u32 size, order;
	__u32 free, used; /* slots: first free one, plus 1; from here on never used */
	struct entry entries[DEPTH];
	struct slot slots[DEPTH];
};

struct heap heaps[QUEUES];
/* Not constant: the verifier would know two more bits of an index at each level, and never
 * see a state again. */
volatile __u32 branches = 4;

__inline_always int entry__before(const struct entry *a, const struct entry *b)
{
	return a->key != b->key ? a->key < b->key : (__s32)(a->order - b->order) < 0;
}

#define entry_at(h, i) (&(h)->entries[(i) & (DEPTH - 1)])

__inline_always void heap__add(struct heap *h, const struct entry *e)
{
	__u32 at = h->size++;

	while (at && may_go_on()) {
		__u32 parent = (at - 1) / 4;

		if (!entry__before(e, entry_at(h, parent)))
			break;
		*entry_at(h, at) = *entry_at(h, parent);
		at = parent;
	}
	*entry_at(h, at) = *e;
}

/* Slot of the least, of which there is one. */
__inline_always __u32 heap__remove_first(struct heap *h)
{
	__u32 size = --h->size, at = first_operation, slot = h->entries[0].slot, width = branches;
	struct entry last = *entry_at(h, size);

	while (may_go_on()) {
		__u32 child = at * width + 1, least = child;

		if (child >= size)
			break;
		for (__u32 i = 1; i < 4; i++)
			if (child + i < size &&
			    entry__before(entry_at(h, child + i), entry_at(h, least)))
				least = child + i;
		if (!entry__before(entry_at(h, least), &last))
			break;
		*entry_at(h, at) = *entry_at(h, least);
		at = least;
	}
	*entry_at(h, at) = last;
	return slot;
}

/* A free slot, plus 1; 0: all are in use. */
__inline_always __u32 heap__slot(struct heap *h)
{
	__u32 slot = h->free;

	if (slot)
		h->free = h->slots[(slot - 1) & (DEPTH - 1)].next;
	else if (h->used < DEPTH)
		slot = ++h->used;
	return slot;
}

__inline_always void queue__sort_in(__u32 idx)
{
	struct heap *h = &heaps[idx];

	while (may_go_on()) {
		struct cell *cell;
		struct entry e;
		struct slot *s;
		__u64 position;
		__u32 slot = heap__slot(h);

		if (!slot)
			return;
		s = &h->slots[(slot - 1) & (DEPTH - 1)];
		cell = queue__take(idx, &position);
		if (!cell) {
			s->next = h->free;
			h->free = slot;
			return;
		}
		s->since = cell->since;
		s->frame = cell->frame;
		e = (struct entry){ .key = cell->frame.key, .order = h->order++, .slot = slot - 1 };
		PUBLISH(cell->seq, base_of(position) + DEPTH);
		heap__add(h, &e);
	}
}

/* Number of the slot of the least, plus 1; 0: none. */
__inline_always __u32 pop_front(__u32 idx, __u64 me)
{
	struct heap *h = &heaps[idx];
	__u32 slot;

	if (unlikely(!queue__own(&queues[idx], me)))
		return 0;
	queue__sort_in(idx);
	if (!h->size)
		return 0;
	slot = heap__remove_first(h) & (DEPTH - 1);
	return idx * DEPTH + slot + 1;
}

__inline_always void suspend(__u32 idx, __u64 key, __u64 a, __u64 b, __u32 c, __u8 id)
{
	struct cell *cell;
	__u64 position;

	cell = queue__insert(idx, id - 1, &position);
	if (unlikely(!cell))
		return;
	cell->frame = (struct frame){ .key = key, .a = a, .b = b, .c = c, .id = id };
	queue__publish(cell, position);
}

__inline_always void resume(__u32 coro)
{
	__u32 number = coro - 1;
	struct heap *h;
	struct slot *s;
	struct frame f;
	__u32 since;

	opaque(number);
	if (number >= QUEUES * DEPTH)
		return;
	h = &heaps[number / DEPTH];
	s = &h->slots[number & (DEPTH - 1)];
	f = s->frame;
	since = s->since;
	s->next = h->free;
	h->free = (number & (DEPTH - 1)) + 1;
	if (unlikely(since & 1))
		sojourn__count(number / DEPTH, f.id - 1, since);
	switch (f.id) {
	case FIRST:
		f.key += bpf_get_prandom_u32() & 1023;
		suspend(0, f.key, f.a + f.b, f.b, f.c + 1, SECOND);
		break;
	case SECOND:
		f.key += bpf_get_prandom_u32() & 1023;
		f.b ^= f.a;
		f.c += 2;
		if (stopping)
			sum = f.a + f.b + f.c;
		else
			suspend(0, f.key, f.a, f.b, f.c, FIRST);
		break;
	}
}

SEC("xdp") int always(struct xdp_md *ctx)
{
	if (stopping)
		return XDP_DROP;
	suspend(0, bpf_get_prandom_u32() & 1023, ctx->rx_queue_index, ctx->ingress_ifindex, 0, FIRST);
	return XDP_DROP;
}

SEC("syscall") int cycle(struct flexnet_worker_ctx *ctx)
{
	__u64 me = worker__round(ctx);

	repeat(i) {
		__u32 coro = pop_front(0, me);

		if (coro)
			resume(coro);
	}
	return 0;
}
