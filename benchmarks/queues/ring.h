/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/*
 * Executor queues by hand: the memory, counts and guarantees of flexnet/ring.h. A bounded
 * ring for any number of producers; a consumer owns it for the length of a round. The frames
 * are in its cells. Position p is in cell p % DEPTH; with base = p - p % DEPTH the cell's seq
 * is base: free; base + 1: waits; base + 2: taken; base + DEPTH: free again.
 * FRAME, the members of a frame, is defined by who includes this. With ARENA the cells are
 * in an arena.
 */
#ifndef BENCHMARKS_QUEUES_RING_H
#define BENCHMARKS_QUEUES_RING_H

#include "measured.h"

#include <flexnet/abi.h>

#ifndef DEPTH
#define DEPTH 4096
#endif
#define QUEUES 4
#define TRIES 8

struct frame FRAME;

struct cell {
	__u32 seq;
	__u32 since; /* bit 0: it is counted how long this coroutine waits */
	struct frame frame;
};

struct flexnet_queue queues[QUEUES];

#ifdef ARENA
#define __cell struct cell __attribute__((address_space(1)))
#define ARENA_START 0x40000000
#define ARENA_PAGES ((QUEUES * DEPTH * sizeof(struct cell) + 4095) / 4096)
#define cells ((__cell *)ARENA_START)

struct {
	__uint(type, 33); /* BPF_MAP_TYPE_ARENA, of which older <linux/bpf.h> do not know */
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, ARENA_PAGES);
	char (*map_extra)[ARENA_START];
} arena SEC(".maps");

void __attribute__((address_space(1))) *
bpf_arena_alloc_pages(void *map, void __attribute__((address_space(1))) *address, __u32 pages,
		      int node, __u64 flags) __ksym;

SEC("syscall") int allocate(void *ctx)
{
	return !bpf_arena_alloc_pages(&arena, cells, ARENA_PAGES, -1, 0);
}

/* The kernel lets no program use an arena that does not name the map. */
#define use_cells() asm volatile("" ::"r"(&arena))
#else
#define __cell struct cell
#define use_cells()

struct cell cells[QUEUES * DEPTH];
#endif

struct flexnet_state state SEC(".data.state") = { .alive = 1 };
__u64 counters[FLEXNET_MAX_POINTS][FLEXNET_REASONS];

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} wake SEC(".maps");

__inline_always __u32 base_of(__u64 position)
{
	return position & -(__u64)DEPTH;
}

/* By queue and by suspension point; the clock is read once. */
static __attribute__((noinline)) int sojourn__count(__u32 idx, __u32 point, __u32 since)
{
	__u32 waited = (__u32)bpf_ktime_get_ns() - since, bucket = 0;

#pragma unroll
	for (int shift = 16; shift; shift >>= 1)
		if (waited >> shift) {
			waited >>= shift;
			bucket += shift;
		}
	if (idx >= QUEUES || point >= FLEXNET_MAX_POINTS || bucket >= FLEXNET_BUCKETS)
		return 0;
	__sync_fetch_and_add(&queues[idx].sojourn[bucket], 1);
	__sync_fetch_and_add(&state.sojourn[point][bucket], 1);
	return 0;
}

static __attribute__((noinline)) int workers__wake(void)
{
	__u64 entry = 0;

	if (__sync_lock_test_and_set(&state.sleeping, 0))
		bpf_ringbuf_output(&wake, &entry, sizeof(entry), BPF_RB_FORCE_WAKEUP);
	return 0;
}

/* Seldom: worth a call rather than a copy at each suspension point. */
static __attribute__((noinline)) int coroutine__refuse(__u32 idx, __u32 point, __u32 reason)
{
	if (point >= FLEXNET_MAX_POINTS || reason >= FLEXNET_REASONS)
		return 0;
	if (idx < QUEUES)
		__sync_fetch_and_add(&queues[idx].refused[reason], 1);
	__sync_fetch_and_add(&counters[point][reason], 1);
	return 0;
}

/* A cell of queue `idx` at `*position`, to be filled and published; NULL: it is counted why. */
__inline_always __cell *queue__insert(__u32 idx, __u32 point, __u64 *position)
{
	enum flexnet_reason why = FLEXNET_CONTENDED;
	struct flexnet_queue *q = &queues[idx];
	__u64 tail;

	if (unlikely(!READ_ONCE(state.alive))) {
		coroutine__refuse(idx, point, FLEXNET_NO_WORKER);
		return NULL;
	}
	if (unlikely(idx >= QUEUES)) {
		coroutine__refuse(idx, point, FLEXNET_OUT_OF_RANGE);
		return NULL;
	}
	tail = READ_ONCE(q->tail);

#pragma clang loop unroll(disable)
	for (int i = 0; i < TRIES; i++) {
		__cell *cell = &cells[idx * DEPTH + (tail & (DEPTH - 1))];
		__s32 lap = READ_ONCE(cell->seq) - base_of(tail);
		__u64 seen;

		if (unlikely(lap < 0)) {
			why = FLEXNET_QUEUE_FULL;
			break;
		}
		if (unlikely(lap > 0)) {
			tail = READ_ONCE(q->tail);
			continue;
		}
		seen = __sync_val_compare_and_swap(&q->tail, tail, tail + 1);
		opaque(seen); /* else LLVM makes a boolean of the comparison first */
		if (likely(seen == tail)) {
			*position = tail;
			return cell;
		}
		tail = seen;
	}
	coroutine__refuse(idx, point, why);
	return NULL;
}

/* After the frame, so that no value of it has to survive the call of the clock. */
__inline_always void queue__publish(__cell *cell, __u64 position)
{
	__u32 since = 0;

	if (unlikely(!(position & (FLEXNET_SAMPLED - 1))))
		since = bpf_ktime_get_ns() | 1;
	cell->since = since;
	PUBLISH(cell->seq, base_of(position) + 1);
	if (unlikely(READ_ONCE(state.sleeping)))
		workers__wake();
}

/* Whether this worker is the one that takes from the queue in this round. */
__inline_always int queue__own(struct flexnet_queue *q, __u64 me)
{
	__u64 owner = READ_ONCE(q->owner);
	__u32 other = (owner - 1) & (FLEXNET_MAX_WORKERS - 1);

	if (likely(owner == me))
		return 1;
	if (owner && ((owner ^ me) & 0xff) && READ_ONCE(state.finished[other]) < owner >> 8)
		return 0;
	return __sync_val_compare_and_swap(&q->owner, owner, me) == owner;
}

/* The oldest coroutine's cell, by the owner alone, and its position; NULL: none. */
__inline_always __cell *queue__take(__u32 idx, __u64 *position)
{
	struct flexnet_queue *q = &queues[idx];
	__u64 head = READ_ONCE(q->head);
	__cell *cell = &cells[idx * DEPTH + (head & (DEPTH - 1))];

	if (READ_ONCE(cell->seq) != base_of(head) + 1)
		return NULL;
	WRITE_ONCE(q->head, head + 1);
	*position = head;
	return cell;
}

__inline_always __u64 worker__round(struct flexnet_worker_ctx *w)
{
	return w->epoch << 8 | (w->worker + 1);
}

#endif
