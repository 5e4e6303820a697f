// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Calls: of the kernel, of functions of the object, and from the kernel back into it. */
#include <string.h>

#include "traits.h"
#include "walk.h"

/* ---- What a call does with memory of the stack ---- */

static void use_stack(struct walk *w, struct state *s, const struct reg *r, uint64_t bytes,
		      bool written)
{
	struct frame *f = r->object <= s->depth ? s->frame[r->object] : NULL;
	int64_t low = r->offset, high;
	int slot;

	if (!f)
		return;
	if (!scalar__is_constant(&r->s))
		low = -BOUNDS_STACK;
	else
		low += (int64_t)r->s.bits.value;
	if (low < -BOUNDS_STACK)
		low = -BOUNDS_STACK;
	if (low >= 0)
		return;
	high = bytes && bytes < BOUNDS_STACK ? low + (int64_t)bytes : 0;
	if (high > 0)
		high = 0;
	for (slot = (-low - 1) / 8; slot >= -high / 8; slot--) {
		struct slot *at = frame__slot(w, f, slot);

		if (!written)
			state__mark_read(s, r->object, slot);
		else if (at)
			memset(at->byte, BYTE_MISC, sizeof(at->byte));
	}
}

/* Of the memory that an argument points to; 0: not known. */
static uint64_t size_of_argument(struct walk *w, struct state *s, unsigned arg)
{
	struct frame *f = state__frame(s);
	const struct map *map = f->reg[1].kind == KIND_MAP ? image__map(w->image, f->reg[1].object)
							    : NULL;
	struct reg *size = arg < 5 ? &f->reg[arg + 1] : NULL;

	if (map && arg == 2)
		return map->key;
	if (map && arg == 3)
		return map->value;
	if (!size || size->kind != KIND_SCALAR)
		return 0;
	precise__mark(w, s, arg + 1);
	return size->s.r64.umax;
}

static bool is_memory(const struct reg *r)
{
	return r->kind == KIND_STACK || r->kind == KIND_PACKET || r->kind == KIND_PACKET_META ||
	       r->kind == KIND_MAP_VALUE || r->kind == KIND_OTHER;
}

static void use_arguments(struct walk *w, struct state *s, unsigned count, unsigned writes)
{
	unsigned arg;

	for (arg = 1; arg <= count; arg++) {
		struct reg *r = &state__frame(s)->reg[arg];
		uint64_t bytes = is_memory(r) ? size_of_argument(w, s, arg) : 0;

		if (r->kind == KIND_STACK)
			use_stack(w, s, r, bytes, writes >> arg & 1);
	}
}

/* ---- What is there afterwards ---- */

static void forget_packet(struct walk *w, struct reg *r, void *data)
{
	if (r->kind == KIND_PACKET || r->kind == KIND_PACKET_META || r->kind == KIND_PACKET_END)
		r->kind = KIND_NONE;
}

static void clobber(struct frame *f)
{
	unsigned i;

	for (i = 0; i <= 5; i++)
		f->reg[i] = (struct reg){ .kind = KIND_NONE };
}

static void returned(struct walk *w, struct state *s, bool pointer, uint8_t traits)
{
	struct frame *f = state__frame(s);
	struct reg map = f->reg[1];

	clobber(f);
	reg__unknown(&f->reg[0]);
	s->moved |= traits & MOVES_PACKETS;
	if (traits & MOVES_PACKETS)
		state__for_each(w, s, forget_packet, NULL);
	if (!pointer)
		return;
	f->reg[0] = (struct reg){
		.kind = traits & FINDS_VALUE ? KIND_MAP_VALUE : KIND_OTHER,
		.object = traits & FINDS_VALUE ? map.object | 1U << 31 : w->current->insn,
		.maybe_null = !(traits & NEVER_NULL),
		.id = ++w->ids & ~ID_PLUS,
		.s = scalar__constant(0),
	};
}

/* ---- Callbacks ---- */

static void set_callback_arguments(struct frame *f, const struct frame *caller, bool loops)
{
	clobber(f);
	reg__unknown(&f->reg[1]);
	if (loops) {
		f->reg[2] = caller->reg[3];
		return;
	}
	f->reg[1] = caller->reg[1];
	f->reg[2] = f->reg[3] = (struct reg){ .kind = KIND_OTHER, .s = scalar__constant(0) };
	f->reg[4] = caller->reg[3];
}

/* The kernel verifies a callback once more whenever it returns, until nothing is new. */
static bool call_back(struct walk *w, struct state *s, bool loops)
{
	struct frame *f = state__frame(s), *callee;
	struct state *other;

	if (f->reg[2].kind != KIND_FUNCTION || f->reg[2].object >= w->image->function_count)
		return true;
	if (loops)
		precise__mark(w, s, 1);
	if (loops && f->callbacks >= f->reg[1].s.r64.umax) {
		f->callbacks = 0;
		return true;
	}
	other = walk__push(w, s, w->image->functions[f->reg[2].object].start);
	callee = other ? state__push(w, other, s->insn) : NULL;
	if (!callee)
		return false;
	callee->callback = true;
	other->unrolled++;
	other->frame[other->depth - 1]->callbacks++;
	f->callbacks = 0;
	set_callback_arguments(callee, f, loops);
	return true;
}

static void call_later(struct walk *w, struct state *s)
{
	const struct reg *r = &state__frame(s)->reg[2];

	if (r->kind == KIND_FUNCTION && r->object < w->image->function_count)
		walk__push_async(w, r->object);
}

/* ---- Iterators: a word of the stack says whether they go on ---- */

static struct reg *iterator_of(struct walk *w, struct state *s)
{
	const struct reg *r = &state__frame(s)->reg[1];
	struct slot *slot;

	if (r->kind != KIND_STACK || r->object > s->depth || r->offset >= 0 ||
	    !scalar__is_constant(&r->s))
		return NULL;
	slot = frame__slot(w, s->frame[r->object], (-(int64_t)r->offset - 1) / 8);
	if (!slot)
		return NULL;
	memset(slot->byte, BYTE_SPILL, sizeof(slot->byte));
	state__mark_read(s, r->object, (-(int64_t)r->offset - 1) / 8);
	return &slot->reg;
}

static bool next(struct walk *w, struct state *s)
{
	struct reg *iterator = iterator_of(w, s);
	const struct state *before = walk__before(w, s->parent ? s->parent->parent : NULL, s->insn);
	struct state *other;

	if (!iterator)
		return false;
	if (iterator->kind == KIND_ITERATOR && iterator->offset) {
		iterator->offset = 0;
		other = walk__push(w, s, s->insn + 1);
		if (!other)
			return false;
		iterator = iterator_of(w, other);
		if (!iterator)
			return false;
		iterator->offset = 1;
		returned(w, other, true, NEVER_NULL);
		if (before)
			prune__widen(w, before, other);
	}
	returned(w, s, false, 0);
	reg__constant(&state__frame(s)->reg[0], 0);
	s->insn++;
	return true;
}

static bool call_kfunc(struct walk *w, struct state *s, const struct insn *insn)
{
	const struct btf_type *type = call__kfunc_type(w->image, insn), *result;
	uint8_t traits = call__traits(w->image, insn);

	if (call__is_next(w->image, insn))
		return next(w, s);
	if (call__is_iterators(w->image, insn, "new")) {
		struct reg *iterator = iterator_of(w, s);

		if (iterator)
			*iterator = (struct reg){ .kind = KIND_ITERATOR, .offset = 1 };
	}
	if ((traits & CALLS_BACK) && !call_back(w, s, false))
		return false;
	if (traits & CALLS_LATER)
		call_later(w, s);
	use_arguments(w, s, type ? BTF_INFO_VLEN(type->info) % 6 : 5, 0);
	result = type ? types__resolve(&w->image->types, type->type) : NULL;
	returned(w, s, result && BTF_INFO_KIND(result->info) == BTF_KIND_PTR, traits);
	s->insn++;
	return true;
}

static bool call_function(struct walk *w, struct state *s, uint32_t number)
{
	const struct function *f = &w->image->functions[number];
	struct frame *caller = state__frame(s), *callee;
	unsigned i;

	if (f->global) {
		walk__verify(w, number);
		use_arguments(w, s, 5, 0x3e);
		returned(w, s, false, w->function[number].moves_packets ? MOVES_PACKETS : 0);
		s->insn++;
		return true;
	}
	callee = state__push(w, s, s->insn);
	if (!callee)
		return false;
	for (i = 1; i <= 5; i++)
		callee->reg[i] = caller->reg[i];
	clobber(caller);
	s->insn = f->start;
	return true;
}

bool call__insn(struct walk *w, struct state *s)
{
	const struct insn *insn = &w->image->insns[s->insn];
	const struct helper *helper = call__helper(insn);
	uint8_t traits = call__traits(w->image, insn);

	if (insn->ref == REF_CALL)
		return call_function(w, s, insn->target);
	if (insn->ref == REF_KFUNC)
		return call_kfunc(w, s, insn);
	use_arguments(w, s, helper ? helper->arguments : 5,
		      helper ? helper->writes : 0);
	if ((traits & CALLS_BACK) && !call_back(w, s, traits & LOOPS))
		return false;
	if (traits & CALLS_LATER)
		call_later(w, s);
	returned(w, s, helper && helper->returns_pointer, traits);
	s->insn++;
	return true;
}

bool call__exit(struct walk *w, struct state *s)
{
	struct frame *callee = state__frame(s);
	struct reg result = callee->reg[0];
	uint32_t call = callee->call;
	bool callback = callee->callback;
	const struct state *before;

	if (!s->depth)
		return false;
	if (callback)
		precise__mark(w, s, 0);
	state__pop(w, s);
	if (!callback) {
		state__frame(s)->reg[0] = result;
		s->insn = call + 1;
		return true;
	}
	s->insn = call;
	before = walk__before(w, s->parent, call);
	if (before)
		prune__widen(w, before, s);
	return true;
}
