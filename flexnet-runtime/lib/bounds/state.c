// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* States of the walk. */
#include <stdlib.h>
#include <string.h>

#include "walk.h"

/* Whatever is in an object, the walk takes no more memory than this. */
#define MAX_BYTES (256ULL << 20)

static void *allocate(struct walk *w, size_t count, size_t size)
{
	void *p = NULL;

	w->bytes += count * size;
	if (w->bytes <= MAX_BYTES)
		p = calloc(count, size);
	if (!p)
		w->failed = true;
	return p;
}

static void release(struct walk *w, void *p, size_t count, size_t size)
{
	if (p)
		w->bytes -= count * size;
	free(p);
}

static struct frame *copy_frame(struct walk *w, const struct frame *from)
{
	struct frame *f = allocate(w, 1, sizeof(*f));

	if (!f)
		return NULL;
	*f = *from;
	f->slot = NULL;
	if (!from->slots)
		return f;
	f->slot = allocate(w, from->slots, sizeof(*f->slot));
	if (!f->slot)
		f->slots = 0;
	else
		memcpy(f->slot, from->slot, from->slots * sizeof(*f->slot));
	return f;
}

struct state *state__copy(struct walk *w, const struct state *from)
{
	struct state *s = allocate(w, 1, sizeof(*s));
	unsigned i;

	if (!s)
		return NULL;
	s->insn = from->insn;
	s->last = from->last;
	s->parent = from->parent;
	s->unrolled = from->unrolled;
	s->moved = from->moved;
	s->jumps = from->jumps;
	s->branches = from->branches;
	s->depth = from->depth;
	for (i = 0; i <= from->depth; i++)
		s->frame[i] = copy_frame(w, from->frame[i]);
	s->past = allocate(w, from->past_count + 1, sizeof(*s->past));
	if (s->past) {
		s->past_room = from->past_count + 1;
		s->past_count = from->past_count;
		if (from->past_count)
			memcpy(s->past, from->past, from->past_count * sizeof(*s->past));
	}
	w->effort += 4;
	if (!w->failed)
		return s;
	state__free(w, s);
	return NULL;
}

static void free_frame(struct walk *w, struct frame *f)
{
	if (!f)
		return;
	release(w, f->slot, f->slots, sizeof(*f->slot));
	release(w, f, 1, sizeof(*f));
}

void state__free(struct walk *w, struct state *s)
{
	unsigned i;

	for (i = 0; i < BOUNDS_FRAMES; i++)
		free_frame(w, s->frame[i]);
	release(w, s->past, s->past_room, sizeof(*s->past));
	release(w, s, 1, sizeof(*s));
}

static struct frame *new_frame(struct walk *w, unsigned depth, uint32_t call)
{
	struct frame *f = allocate(w, 1, sizeof(*f));

	if (!f)
		return NULL;
	f->call = call;
	f->reg[10].kind = KIND_STACK;
	f->reg[10].object = depth;
	f->reg[10].s = scalar__constant(0);
	return f;
}

struct state *state__new(struct walk *w)
{
	struct state *s = allocate(w, 1, sizeof(*s));

	if (!s)
		return NULL;
	s->frame[0] = new_frame(w, 0, 0);
	if (s->frame[0])
		return s;
	state__free(w, s);
	return NULL;
}

struct frame *state__push(struct walk *w, struct state *s, uint32_t call)
{
	struct frame *f = s->depth + 1 < BOUNDS_FRAMES ? new_frame(w, s->depth + 1, call) : NULL;

	if (f)
		s->frame[++s->depth] = f;
	return f;
}

static void forget_frame(struct walk *w, struct reg *r, void *depth)
{
	if (r->kind == KIND_STACK && r->object == *(unsigned *)depth)
		r->kind = KIND_NONE;
}

void state__pop(struct walk *w, struct state *s)
{
	unsigned depth = s->depth;

	free_frame(w, s->frame[depth]);
	s->frame[depth] = NULL;
	s->depth--;
	state__for_each(w, s, forget_frame, &depth);
}

bool state__remember(struct walk *w, struct state *s, struct past past)
{
	if (s->past_count == s->past_room) {
		uint32_t room = s->past_room * 2 + 16;
		struct past *more = allocate(w, room, sizeof(*more));

		if (!more)
			return false;
		if (s->past_count)
			memcpy(more, s->past, s->past_count * sizeof(*more));
		release(w, s->past, s->past_room, sizeof(*more));
		s->past = more;
		s->past_room = room;
	}
	s->past[s->past_count++] = past;
	return true;
}

struct slot *frame__slot(struct walk *w, struct frame *f, unsigned slot)
{
	if (slot >= STACK_SLOTS)
		return NULL;
	if (slot >= f->slots) {
		struct slot *more = allocate(w, slot + 1, sizeof(*more));

		if (!more)
			return NULL;
		if (f->slots)
			memcpy(more, f->slot, f->slots * sizeof(*more));
		release(w, f->slot, f->slots, sizeof(*more));
		f->slot = more;
		f->slots = slot + 1;
	}
	return &f->slot[slot];
}

void reg__unknown(struct reg *r)
{
	*r = (struct reg){ .kind = KIND_SCALAR, .s = scalar__unknown() };
}

void reg__constant(struct reg *r, uint64_t v)
{
	*r = (struct reg){ .kind = KIND_SCALAR, .s = scalar__constant(v) };
}

void state__for_each(struct walk *w, struct state *s, reg_fn fn, void *data)
{
	unsigned i, j;

	for (i = 0; i <= s->depth; i++) {
		for (j = 0; j < REGS; j++)
			fn(w, &s->frame[i]->reg[j], data);
		for (j = 0; j < s->frame[i]->slots; j++)
			if (s->frame[i]->slot[j].byte[7] == BYTE_SPILL)
				fn(w, &s->frame[i]->slot[j].reg, data);
	}
}

static void imprecise(struct walk *w, struct reg *r, void *data)
{
	r->precise = false;
}

void state__forget_precise(struct state *s)
{
	state__for_each(NULL, s, imprecise, NULL);
}

void state__mark_read(struct state *s, unsigned frame, unsigned slot)
{
	uint64_t bit = 1ULL << slot;

	/* Who wrote it since the state began does not ask what it was then. */
	while (s && frame <= s->depth && !(s->frame[frame]->written & bit)) {
		s = s->parent;
		if (!s || frame > s->depth || (s->frame[frame]->read & bit))
			return;
		s->frame[frame]->read |= bit;
	}
}
