// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Whether a path has come to a state that another one was in: then it need not go on. */
#include <string.h>

#include "walk.h"

/* Which id of the old state is which of the new one. */
struct ids {
	struct {
		uint32_t old, cur;
	} pair[BOUNDS_FRAMES * (REGS + STACK_SLOTS)];
	unsigned count;
	uint32_t fresh;
};

static bool same_id(struct ids *ids, uint32_t old, uint32_t cur)
{
	unsigned i;

	if (!old != !cur)
		return false;
	if (!old)
		return true;
	for (i = 0; i < ids->count; i++) {
		if (ids->pair[i].old == old)
			return ids->pair[i].cur == cur;
		if (ids->pair[i].cur == cur)
			return false;
	}
	if (ids->count == container_count(ids->pair))
		return false;
	ids->pair[ids->count].old = old;
	ids->pair[ids->count++].cur = cur;
	return true;
}

/* A number that nothing else is tied to may become one that something is. */
static bool same_scalar_id(struct ids *ids, uint32_t old, uint32_t cur)
{
	return !old || same_id(ids, old, cur ?: --ids->fresh);
}

static bool same_pointer(const struct reg *old, const struct reg *cur)
{
	return old->object == cur->object && old->offset == cur->offset &&
	       old->maybe_null == cur->maybe_null;
}

static bool same_reg(struct ids *ids, const struct reg *old, const struct reg *cur, bool all_ranges)
{
	if (old->kind == KIND_NONE)
		return true;
	if (old->kind != cur->kind)
		return false;
	switch (old->kind) {
	case KIND_SCALAR:
		if (!old->precise && !all_ranges)
			return true;
		if ((old->id & ID_PLUS) != (cur->id & ID_PLUS) ||
		    ((old->id & ID_PLUS) && old->offset != cur->offset))
			return false;
		return same_scalar_id(ids, old->id & ~ID_PLUS, cur->id & ~ID_PLUS) &&
		       scalar__within(&cur->s, &old->s);
	case KIND_PACKET:
	case KIND_PACKET_META:
		return old->range <= cur->range && same_pointer(old, cur) &&
		       same_id(ids, old->id, cur->id) && scalar__within(&cur->s, &old->s);
	case KIND_MAP_VALUE:
		return same_pointer(old, cur) &&
		       (!old->maybe_null || same_id(ids, old->id, cur->id)) &&
		       scalar__within(&cur->s, &old->s);
	default:
		return same_pointer(old, cur) && scalar__equal(&old->s, &cur->s);
	}
}

static bool is_misc(const struct slot *s)
{
	static const uint8_t misc[8] = { BYTE_MISC, BYTE_MISC, BYTE_MISC, BYTE_MISC,
					 BYTE_MISC, BYTE_MISC, BYTE_MISC, BYTE_MISC };

	return !memcmp(s->byte, misc, sizeof(misc));
}

/* A number of 64 bits on the stack, known or not; NULL: something else. */
static const struct reg *number_in(const struct slot *s, struct reg *unknown)
{
	if (s->byte[0] == BYTE_SPILL && s->reg.kind == KIND_SCALAR)
		return &s->reg;
	if (!is_misc(s))
		return NULL;
	reg__unknown(unknown);
	return unknown;
}

static bool same_slot(struct ids *ids, const struct slot *old, const struct slot *cur,
		      bool all_ranges)
{
	struct reg a, b;
	const struct reg *x = number_in(old, &a), *y = number_in(cur, &b);
	unsigned i;

	if (x && y)
		return same_reg(ids, x, y, all_ranges);
	for (i = 0; i < 8; i++) {
		/* What was any byte, or none at all, may be anything. */
		if (old->byte[i] == BYTE_NONE || old->byte[i] == BYTE_MISC)
			continue;
		if (old->byte[i] != cur->byte[i])
			return false;
	}
	return old->byte[7] != BYTE_SPILL || same_reg(ids, &old->reg, &cur->reg, all_ranges);
}

static bool same_frame(struct ids *ids, const struct frame *old, const struct frame *cur,
		       uint16_t live, bool all_ranges)
{
	static const struct slot nothing;
	unsigned i;

	if (old->call != cur->call || old->callback != cur->callback)
		return false;
	for (i = 0; i < REGS; i++)
		if ((live & 1U << i) && !same_reg(ids, &old->reg[i], &cur->reg[i], all_ranges))
			return false;
	for (i = 0; i < old->slots; i++) {
		if (!all_ranges && !(old->read & 1ULL << i))
			continue;
		if (!same_slot(ids, &old->slot[i], i < cur->slots ? &cur->slot[i] : &nothing,
			       all_ranges))
			return false;
	}
	return true;
}

bool prune__equal(struct walk *w, const struct state *old, const struct state *cur, bool all_ranges)
{
	struct ids ids;
	unsigned i;

	w->effort++;
	if (old->depth != cur->depth)
		return false;
	ids.count = 0;
	ids.fresh = UINT32_MAX;
	for (i = 0; i <= old->depth; i++) {
		uint32_t at = i == old->depth ? old->insn : old->frame[i + 1]->call;

		if (!same_frame(&ids, old->frame[i], cur->frame[i], w->point[at].live, all_ranges))
			return false;
	}
	return true;
}

static void widen(const struct reg *before, struct reg *r)
{
	if (before->kind != KIND_SCALAR || r->kind != KIND_SCALAR || before->precise ||
	    r->precise || scalar__equal(&before->s, &r->s))
		return;
	reg__unknown(r);
}

/* Numbers that change from one turn of a loop to the next, and nothing hung on. */
void prune__widen(struct walk *w, const struct state *before, struct state *s)
{
	unsigned i, j;

	for (i = 0; i <= s->depth && i <= before->depth; i++) {
		const struct frame *old = before->frame[i];
		struct frame *f = s->frame[i];

		for (j = 0; j < REGS; j++)
			widen(&old->reg[j], &f->reg[j]);
		for (j = 0; j < f->slots && j < old->slots; j++)
			if (f->slot[j].byte[7] == BYTE_SPILL && old->slot[j].byte[7] == BYTE_SPILL)
				widen(&old->slot[j].reg, &f->slot[j].reg);
	}
}
