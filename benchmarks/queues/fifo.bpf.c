/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* fifo.bpf.cpp, split by hand. */
#define FRAME { __u64 a, b; __u32 c; __u8 id; }
#include "ring.h"

enum { FIRST = 1, SECOND };

volatile __u32 stopping;
__u64 sum;

__inline_always void suspend(__u32 idx, __u64 a, __u64 b, __u32 c, __u8 id)
{
	__cell *cell;
	__u64 position;

	cell = queue__insert(idx, id - 1, &position);
	if (unlikely(!cell))
		return;
	cell->frame = (struct frame){ .a = a, .b = b, .c = c, .id = id };
	queue__publish(cell, position);
}

/* Number of the oldest coroutine's cell, plus 1; 0: none. */
__inline_always __u32 pop_front(__u32 idx, __u64 me)
{
	__cell *cell;
	__u64 position;

	if (unlikely(!queue__own(&queues[idx], me)))
		return 0;
	cell = queue__take(idx, &position);
	if (!cell)
		return 0;
	WRITE_ONCE(cell->seq, base_of(position) + 2);
	return idx * DEPTH + (position & (DEPTH - 1)) + 1;
}

__inline_always void resume(__u32 coro)
{
	__u32 number = coro - 1, since;
	__cell *cell;
	struct frame f;

	opaque(number);
	if (number >= QUEUES * DEPTH)
		return;
	cell = &cells[number];
	f = cell->frame;
	since = cell->since;
	PUBLISH(cell->seq, READ_ONCE(cell->seq) + DEPTH - 2);
	if (unlikely(since & 1))
		sojourn__count(number / DEPTH, f.id - 1, since);
	switch (f.id) {
	case FIRST:
		suspend(0, f.a + f.b, f.b, f.c + 1, SECOND);
		break;
	case SECOND:
		f.b ^= f.a;
		f.c += 2;
		if (stopping)
			sum = f.a + f.b + f.c;
		else
			suspend(0, f.a, f.b, f.c, FIRST);
		break;
	}
}

SEC("xdp") int always(struct xdp_md *ctx)
{
	if (stopping)
		return XDP_DROP;
	use_cells();
	suspend(0, ctx->rx_queue_index, ctx->ingress_ifindex, 0, FIRST);
	return XDP_DROP;
}

SEC("syscall") int cycle(struct flexnet_worker_ctx *ctx)
{
	__u64 me = worker__round(ctx);

	use_cells();
	repeat(i) {
		__u32 coro = pop_front(0, me);

		if (coro)
			resume(coro);
	}
	return 0;
}
