// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/*
 * Coroutines that an executor took and did not resume: counted, and their cells are free
 * again. A coroutine lives on only in the round that took it, so a cell that is taken and is
 * still so when all rounds of that time are over holds one that nobody will resume.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "worker.h"

/* Each is in another cache line. */
#define CELLS_AT_ONCE 16384

static bool is_taken(const struct flexnet_set *set, __u32 seq)
{
	return (seq & (set->depth - 1)) == 2;
}

/* As heap::release() of <flexnet/heap.h>. */
static void give_to_intake(const struct flexnet_object *obj, const struct flexnet_set *set,
			   __u32 cell)
{
	struct flexnet_heap *heap = set__heap(obj, set, cell / set->depth);
	struct flexnet_intake *intake = (struct flexnet_intake *)(heap + 1);
	__u64 position = __atomic_fetch_add(&heap->freed, 1, __ATOMIC_SEQ_CST);
	__u32 at = position & (set->depth - 1);

	intake[at].cell = (cell & (set->depth - 1)) ^ at;
	__atomic_store_n(&intake[at].seq, (__u32)position - at + set->depth, __ATOMIC_RELEASE);
}

static bool free_cell(const struct flexnet_object *obj, const struct flexnet_set *set, __u32 cell,
		      __u32 seq)
{
	struct flexnet_queue *queue = set__queue(obj, set, cell / set->depth);

	if (!__atomic_compare_exchange_n(&set__cell(obj, set, cell)->seq, &seq,
					 seq - 2 + set->depth, false, __ATOMIC_SEQ_CST,
					 __ATOMIC_RELAXED))
		return false;
	if (set->transport == FLEXNET_TRANSPORT_HEAP)
		give_to_intake(obj, set, cell);
	__atomic_fetch_add(&queue->refused[FLEXNET_ABANDONED], 1, __ATOMIC_RELAXED);
	return true;
}

int sweep__init(struct sweep *sweep, const struct flexnet_object *obj, const __u64 *epochs)
{
	const struct flexnet_table *table = obj->table;
	__u32 i;

	*sweep = (struct sweep){
		.obj = obj,
		.epochs = epochs,
		.marked_at = calloc(FLEXNET_MAX_WORKERS, sizeof(*sweep->marked_at)),
		.marks = calloc(table->set_count, sizeof(*sweep->marks)),
	};
	if (!sweep->marked_at || !sweep->marks)
		return flexnet_fail(ENOMEM, "out of memory");
	for (i = 0; i < table->set_count; i++) {
		const struct flexnet_set *set = &table->sets[i];

		if (!set__is_executed(set))
			continue;
		sweep->marks[i] = calloc((size_t)set->queues * set->depth, sizeof(__u32));
		if (!sweep->marks[i])
			return flexnet_fail(ENOMEM, "out of memory");
	}
	return 0;
}

void sweep__free(struct sweep *sweep)
{
	__u32 i;

	for (i = 0; sweep->marks && i < sweep->obj->table->set_count; i++)
		free(sweep->marks[i]);
	free(sweep->marks);
	free(sweep->marked_at);
}

/* All rounds that were under way when the pass before ended are over. */
static bool rounds_are_over(const struct sweep *sweep)
{
	const struct flexnet_state *state = sweep->obj->memory->state;
	int i;

	for (i = 0; i < FLEXNET_MAX_WORKERS; i++)
		if (__atomic_load_n(&state->finished[i], __ATOMIC_ACQUIRE) < sweep->marked_at[i])
			return false;
	return true;
}

static void begin_pass(struct sweep *sweep)
{
	int i;

	for (i = 0; i < FLEXNET_MAX_WORKERS; i++)
		sweep->marked_at[i] = __atomic_load_n(&sweep->epochs[i], __ATOMIC_SEQ_CST);
	sweep->set = 0;
	sweep->cell = 0;
}

__u64 sweep__step(struct sweep *sweep)
{
	const struct flexnet_table *table = sweep->obj->table;
	__u32 budget = CELLS_AT_ONCE;
	__u64 freed = 0;

	if (!rounds_are_over(sweep))
		return 0;
	for (; sweep->set < table->set_count; sweep->set++, sweep->cell = 0) {
		const struct flexnet_set *set = &table->sets[sweep->set];
		__u32 *marks = sweep->marks[sweep->set];

		for (; marks && sweep->cell < set->queues * set->depth; sweep->cell++) {
			__u32 *mark = &marks[sweep->cell];
			__u32 seq = __atomic_load_n(&set__cell(sweep->obj, set, sweep->cell)->seq,
						    __ATOMIC_ACQUIRE);

			if (!budget--)
				return freed;
			if (!is_taken(set, seq))
				seq = 0;
			else if (seq == *mark && free_cell(sweep->obj, set, sweep->cell, seq))
				freed++, seq = 0;
			*mark = seq;
		}
	}
	begin_pass(sweep);
	return freed;
}

__u64 sweep__all(const struct flexnet_object *obj)
{
	__u64 freed = 0;
	__u32 i, cell;

	for (i = 0; i < obj->table->set_count; i++) {
		const struct flexnet_set *set = &obj->table->sets[i];

		for (cell = 0; set__is_executed(set) && cell < set->queues * set->depth; cell++) {
			__u32 seq = set__cell(obj, set, cell)->seq;

			if (is_taken(set, seq))
				freed += free_cell(obj, set, cell, seq);
		}
	}
	return freed;
}
