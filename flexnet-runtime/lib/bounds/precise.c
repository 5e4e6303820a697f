// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/*
 * Which numbers a decision hung on. The kernel compares exactly these with those of a state that
 * was there before, so it follows them back, from where they are used to where they come from,
 * through the states it came by.
 */
#include <string.h>

#include "walk.h"

#define BIT(n) (1U << (n))
#define CALL_CLOBBERS 0x3f

struct wanted {
	uint16_t reg[BOUNDS_FRAMES];
	uint64_t slot[BOUNDS_FRAMES];
};

static bool is_nothing(const struct wanted *wanted)
{
	unsigned i;

	for (i = 0; i < BOUNDS_FRAMES; i++)
		if (wanted->reg[i] || wanted->slot[i])
			return false;
	return true;
}

static void back_call(const struct walk *w, const struct insn *insn, struct wanted *wanted,
		      unsigned frame)
{
	uint16_t arguments = 0;

	if (frame + 1 < BOUNDS_FRAMES) {
		if (insn->ref == REF_CALL && !w->image->functions[insn->target].global)
			arguments = wanted->reg[frame + 1] & (CALL_CLOBBERS & ~BIT(0));
		wanted->reg[frame + 1] = 0;
		wanted->slot[frame + 1] = 0;
	}
	wanted->reg[frame] = (wanted->reg[frame] & ~CALL_CLOBBERS) | arguments;
}

static void back_jump(const struct walk *w, const struct insn *insn, struct wanted *wanted,
		      unsigned frame)
{
	const struct bpf_insn *i = &insn->raw;
	uint16_t both = BIT(i->dst_reg) | BIT(i->src_reg);

	switch (BPF_OP(i->code)) {
	case BPF_CALL:
		back_call(w, insn, wanted, frame);
		break;
	case BPF_EXIT:
		if (!frame)
			break;
		wanted->reg[frame] = wanted->reg[frame - 1] & BIT(0);
		wanted->reg[frame - 1] &= ~CALL_CLOBBERS;
		break;
	case BPF_JA:
		break;
	default:
		if (BPF_SRC(i->code) == BPF_X && (wanted->reg[frame] & both))
			wanted->reg[frame] |= both;
	}
}

/* What is found out of one of them is, of all. */
static void back_linked(const struct past *past, struct wanted *wanted)
{
	if (!(wanted->reg[past->frame] & past->linked) &&
	    !(wanted->slot[past->frame] & past->linked_slots))
		return;
	wanted->reg[past->frame] |= past->linked;
	wanted->slot[past->frame] |= past->linked_slots;
}

static void back(const struct walk *w, const struct past *past, struct wanted *wanted)
{
	const struct insn *insn = &w->image->insns[past->insn];
	const struct bpf_insn *i = &insn->raw;
	uint16_t *reg = &wanted->reg[past->frame];
	uint64_t *slot = past->slot >= 0 ? &wanted->slot[past->slot_frame] : NULL;
	uint64_t slot_bit = slot ? 1ULL << past->slot : 0;

	switch (BPF_CLASS(i->code)) {
	case BPF_ALU:
	case BPF_ALU64:
		if (!(*reg & BIT(i->dst_reg)))
			break;
		if (BPF_OP(i->code) == BPF_MOV)
			*reg &= ~BIT(i->dst_reg);
		if (BPF_SRC(i->code) == BPF_X && BPF_OP(i->code) != BPF_END)
			*reg |= BIT(i->src_reg);
		break;
	case BPF_LDX:
		if (!(*reg & BIT(i->dst_reg)))
			break;
		*reg &= ~BIT(i->dst_reg);
		if (slot)
			*slot |= slot_bit;
		break;
	case BPF_ST:
	case BPF_STX:
		if (!slot || !(*slot & slot_bit))
			break;
		*slot &= ~slot_bit;
		if (BPF_CLASS(i->code) == BPF_STX && BPF_MODE(i->code) == BPF_MEM)
			*reg |= BIT(i->src_reg);
		break;
	case BPF_LD:
		*reg &= ~BIT(i->dst_reg);
		break;
	default:
		back_linked(past, wanted);
		back_jump(w, insn, wanted, past->frame);
		back_linked(past, wanted);
	}
	/* The frame's address, and the context's, are no numbers. */
	*reg &= ~BIT(10);
}

/* Marks what is wanted of a state; what was already, or is no number, is not any more. */
static void mark(struct state *s, struct wanted *wanted)
{
	unsigned i, j;

	for (i = 0; i < BOUNDS_FRAMES; i++) {
		struct frame *f = i <= s->depth ? s->frame[i] : NULL;

		for (j = 0; j < REGS; j++) {
			struct reg *r = f ? &f->reg[j] : NULL;

			if (!(wanted->reg[i] & BIT(j)))
				continue;
			if (!r || r->kind != KIND_SCALAR || r->precise)
				wanted->reg[i] &= ~BIT(j);
			else
				r->precise = true;
		}
		for (j = 0; j < STACK_SLOTS && wanted->slot[i]; j++) {
			struct slot *slot = f && j < f->slots ? &f->slot[j] : NULL;

			if (!(wanted->slot[i] & 1ULL << j))
				continue;
			if (!slot || slot->byte[7] != BYTE_SPILL ||
			    slot->reg.kind != KIND_SCALAR || slot->reg.precise)
				wanted->slot[i] &= ~(1ULL << j);
			else
				slot->reg.precise = true;
		}
	}
}

static void follow(struct walk *w, struct state *s, struct wanted *wanted, uint32_t count)
{
	while (true) {
		while (count && !is_nothing(wanted)) {
			back(w, &s->past[--count], wanted);
			w->effort++;
		}
		s = s->parent;
		if (!s || is_nothing(wanted))
			return;
		mark(s, wanted);
		count = s->past_count;
	}
}

void precise__mark(struct walk *w, struct state *s, unsigned reg)
{
	struct wanted wanted = {};

	if (state__frame(s)->reg[reg].kind != KIND_SCALAR)
		return;
	wanted.reg[s->depth] = BIT(reg);
	/* The last is the instruction that asks. */
	follow(w, s, &wanted, s->past_count ? s->past_count - 1 : 0);
}

void precise__inherit(struct walk *w, const struct state *old, struct state *s)
{
	struct wanted wanted = {};
	unsigned i, j;

	for (i = 0; i <= old->depth; i++) {
		const struct frame *f = old->frame[i];

		for (j = 0; j < REGS; j++)
			if (f->reg[j].kind == KIND_SCALAR && f->reg[j].precise)
				wanted.reg[i] |= BIT(j);
		for (j = 0; j < f->slots; j++) {
			const struct reg *r = &f->slot[j].reg;

			if (f->slot[j].byte[7] == BYTE_SPILL && r->kind == KIND_SCALAR && r->precise)
				wanted.slot[i] |= 1ULL << j;
		}
	}
	follow(w, s, &wanted, s->past_count);
}
