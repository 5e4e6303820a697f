// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Registers that are read before they are written, for each instruction of each function. */
#include "traits.h"
#include "walk.h"

#define BIT(n) (1U << (n))
#define CALL_CLOBBERS 0x3f

struct access {
	uint16_t reads, writes;
};

static struct access of_alu(const struct bpf_insn *i)
{
	unsigned op = BPF_OP(i->code);
	struct access a = { .writes = BIT(i->dst_reg) };

	if (BPF_SRC(i->code) == BPF_X && op != BPF_END && op != BPF_NEG)
		a.reads |= BIT(i->src_reg);
	if (op != BPF_MOV)
		a.reads |= BIT(i->dst_reg);
	return a;
}

static struct access of_store(const struct bpf_insn *i)
{
	struct access a = { .reads = BIT(i->dst_reg) };

	if (BPF_CLASS(i->code) == BPF_STX)
		a.reads |= BIT(i->src_reg);
	if (BPF_CLASS(i->code) != BPF_STX || BPF_MODE(i->code) != BPF_ATOMIC)
		return a;
	if (i->imm == BPF_CMPXCHG) {
		a.reads |= BIT(0);
		a.writes = BIT(0);
	} else if (i->imm & BPF_FETCH) {
		a.writes = BIT(i->src_reg);
	}
	return a;
}

static struct access of_jump(const struct image *image, const struct insn *insn)
{
	const struct bpf_insn *i = &insn->raw;
	struct access a = {};

	switch (BPF_OP(i->code)) {
	case BPF_EXIT:
		a.reads = BIT(0);
		break;
	case BPF_CALL:
		a.reads = call__reads(image, insn);
		a.writes = CALL_CLOBBERS;
		break;
	case BPF_JA:
	case 0xe0: /* may_goto */
		break;
	default:
		a.reads = BIT(i->dst_reg) | (BPF_SRC(i->code) == BPF_X ? BIT(i->src_reg) : 0);
	}
	return a;
}

static struct access access_of(const struct image *image, const struct insn *insn)
{
	const struct bpf_insn *i = &insn->raw;

	switch (BPF_CLASS(i->code)) {
	case BPF_ALU:
	case BPF_ALU64:
		return of_alu(i);
	case BPF_LDX:
		return (struct access){ BIT(i->src_reg), BIT(i->dst_reg) };
	case BPF_ST:
	case BPF_STX:
		return of_store(i);
	case BPF_LD:
		if (BPF_MODE(i->code) == BPF_IMM)
			return (struct access){ 0, BIT(i->dst_reg) };
		return (struct access){ BIT(6) | BIT(i->src_reg), CALL_CLOBBERS };
	default:
		return of_jump(image, insn);
	}
}

/* -1: it does not jump. */
static int64_t jump_target(const struct insn *insn, uint32_t at)
{
	unsigned class = BPF_CLASS(insn->raw.code), op = BPF_OP(insn->raw.code);

	if ((class != BPF_JMP && class != BPF_JMP32) || op == BPF_CALL || op == BPF_EXIT)
		return -1;
	if (class == BPF_JMP32 && op == BPF_JA)
		return (int64_t)at + 1 + insn->raw.imm;
	return (int64_t)at + 1 + insn->raw.off;
}

static bool falls_through(const struct insn *insn)
{
	unsigned class = BPF_CLASS(insn->raw.code), op = BPF_OP(insn->raw.code);

	return (class != BPF_JMP && class != BPF_JMP32) || (op != BPF_EXIT && op != BPF_JA);
}

static uint16_t live_after(const struct walk *w, const struct function *f, uint32_t at)
{
	const struct insn *insn = &w->image->insns[at];
	int64_t target = jump_target(insn, at);
	uint16_t live = 0;

	if (target >= f->start && target < f->start + f->count)
		live |= w->point[target].live;
	if (falls_through(insn) && at + 1 < f->start + f->count)
		live |= w->point[at + 1].live;
	return live;
}

static void compute(struct walk *w, const struct function *f)
{
	unsigned rounds;
	bool changed = true;

	/* Code is in order, but for loops: few rounds. A damaged file's may have any. */
	for (rounds = 0; changed && rounds < 64; rounds++) {
		uint32_t at;

		changed = false;
		for (at = f->start + f->count; at-- > f->start;) {
			struct access a = access_of(w->image, &w->image->insns[at]);
			uint16_t live = (live_after(w, f, at) & ~a.writes) | a.reads;

			changed |= live != w->point[at].live;
			w->point[at].live = live;
		}
	}
}

static void mark_points(struct walk *w, uint32_t at)
{
	const struct insn *insn = &w->image->insns[at];
	int64_t target = jump_target(insn, at);
	unsigned op = BPF_OP(insn->raw.code);
	unsigned class = BPF_CLASS(insn->raw.code);
	struct point *here = &w->point[at], *next = here + 1;

	if (insn->ref == REF_FUNC)
		here->prune = true;
	if (class != BPF_JMP && class != BPF_JMP32)
		return;
	if (target >= 0 && target < w->image->insn_count) {
		w->point[target].prune = w->point[target].jump = true;
		here->prune |= op != BPF_JA;
		here->checkpoint |= op == 0xe0;
	}
	if (op != BPF_CALL)
		return;
	next->prune = next->jump = true;
	if (insn->ref == REF_CALL)
		here->prune = true;
	if (call__calls_back(w->image, insn) || call__is_next(w->image, insn))
		here->prune = here->checkpoint = true;
}

void live__compute(struct walk *w)
{
	uint32_t i;

	for (i = 0; i < w->image->function_count; i++)
		compute(w, &w->image->functions[i]);
	for (i = 0; i < w->image->insn_count; i++)
		mark_points(w, i);
}
