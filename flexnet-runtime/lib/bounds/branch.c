// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Jumps: the way that is known, or both, each with what its direction says. */
#include "walk.h"

#define OP_MAY_GOTO 0xe0

struct match {
	uint32_t id;
	uint8_t kind;
	uint32_t bytes;
	bool null;
	const struct reg *known;
};

/* ---- Bounds of packets: data + bytes against data_end ---- */

static void set_range(struct walk *w, struct reg *r, void *data)
{
	const struct match *m = data;

	if (r->kind == m->kind && r->id == m->id && r->range < m->bytes)
		r->range = m->bytes;
}

/* `pointer + offset op end` holds: is the packet at least that long? */
static bool is_inside(unsigned op, bool end_first)
{
	return end_first ? op == BPF_JGE || op == BPF_JGT : op == BPF_JLE || op == BPF_JLT;
}

static void check_packet(struct walk *w, struct state *s, const struct reg *a, const struct reg *b,
			 unsigned op)
{
	bool end_first = a->kind == KIND_PACKET_END ||
			 (a->kind == KIND_PACKET && b->kind == KIND_PACKET_META);
	const struct reg *p = end_first ? b : a;
	struct match m = { .id = p->id, .kind = p->kind, .bytes = p->offset };

	if (is_inside(op, end_first) && p->offset > 0)
		state__for_each(w, s, set_range, &m);
}

static bool is_packet_check(const struct reg *a, const struct reg *b)
{
	return (a->kind == KIND_PACKET && b->kind == KIND_PACKET_END) ||
	       (a->kind == KIND_PACKET_END && b->kind == KIND_PACKET) ||
	       (a->kind == KIND_PACKET_META && b->kind == KIND_PACKET) ||
	       (a->kind == KIND_PACKET && b->kind == KIND_PACKET_META);
}

/* ---- Pointers that may be null ---- */

static void decide_null(struct walk *w, struct reg *r, void *data)
{
	const struct match *m = data;

	if (!r->maybe_null || r->id != m->id)
		return;
	if (m->null)
		reg__constant(r, 0);
	else
		r->maybe_null = false;
}

/* ---- Numbers ---- */

/* Copies of a number, and those that are it plus a constant, are known as well as it is. */
static void spread(struct walk *w, struct reg *r, void *data)
{
	const struct match *m = data;
	const struct reg *known = m->known;
	int64_t plus;

	if (r == known || r->kind != KIND_SCALAR || !r->id ||
	    (r->id & ~ID_PLUS) != (known->id & ~ID_PLUS))
		return;
	plus = (int64_t)(r->id & ID_PLUS ? r->offset : 0) -
	       (known->id & ID_PLUS ? known->offset : 0);
	r->s = plus ? scalar__compute(BPF_ADD, known->s, scalar__constant(plus), false) : known->s;
}

static void assume(struct walk *w, struct state *s, const struct bpf_insn *i, unsigned op,
		   bool is32)
{
	struct frame *f = state__frame(s);
	struct reg *a = &f->reg[i->dst_reg], imm, *b = &imm;
	struct match m = {};

	reg__constant(&imm, (uint64_t)(int64_t)i->imm);
	if (BPF_SRC(i->code) == BPF_X)
		b = &f->reg[i->src_reg];
	if (a->kind != KIND_SCALAR || b->kind != KIND_SCALAR)
		return;
	scalar__assume(op, &a->s, &b->s, is32);
	if (a->id) {
		m.known = a;
		state__for_each(w, s, spread, &m);
	}
	if (b != &imm && b->id) {
		m.known = b;
		state__for_each(w, s, spread, &m);
	}
}

static bool is_linked(const struct reg *r, const struct reg *to)
{
	return to->kind == KIND_SCALAR && to->id && r->kind == KIND_SCALAR &&
	       (r->id & ~ID_PLUS) == (to->id & ~ID_PLUS);
}

static void note_linked(struct state *s, const struct reg *a, const struct reg *b)
{
	const struct frame *f = state__frame(s);
	struct past *past = s->past_count ? &s->past[s->past_count - 1] : NULL;
	unsigned i;

	for (i = 0; past && i < REGS; i++)
		if (is_linked(&f->reg[i], a) || is_linked(&f->reg[i], b))
			past->linked |= 1U << i;
	for (i = 0; past && i < f->slots; i++)
		if (f->slot[i].byte[7] == BYTE_SPILL &&
		    (is_linked(&f->slot[i].reg, a) || is_linked(&f->slot[i].reg, b)))
			past->linked_slots |= 1ULL << i;
}

/* 1, 0: the way it goes; -1: either. */
static int decide(const struct reg *a, const struct reg *b, unsigned op, bool is32)
{
	bool null = b->kind == KIND_SCALAR && scalar__is_constant(&b->s) && !b->s.bits.value;

	if (a->kind == KIND_SCALAR && b->kind == KIND_SCALAR)
		return scalar__compare(op, &a->s, &b->s, is32);
	if (is32 || a->kind == KIND_SCALAR || a->kind == KIND_NONE || a->maybe_null || !null)
		return -1;
	return op == BPF_JEQ ? 0 : op == BPF_JNE ? 1 : -1;
}

static bool may_goto(struct walk *w, struct state *s, uint32_t target)
{
	const struct state *before = walk__before(w, s->parent ? s->parent->parent : NULL, s->insn);
	struct state *other = walk__push(w, s, s->insn + 1);

	if (!other)
		return false;
	other->unrolled++;
	if (before)
		prune__widen(w, before, other);
	s->insn = target;
	return true;
}

static void go_both(struct walk *w, struct state *s, struct state *other, const struct bpf_insn *i,
		    bool is32)
{
	struct reg a = state__frame(s)->reg[i->dst_reg];
	struct reg b = state__frame(s)->reg[i->src_reg];
	unsigned op = BPF_OP(i->code);
	bool registers = BPF_SRC(i->code) == BPF_X;
	struct match m = { .id = a.id };

	if (registers && is_packet_check(&a, &b)) {
		check_packet(w, s, &a, &b, scalar__opposite(op));
		check_packet(w, other, &a, &b, op);
	} else if (!registers && !is32 && !i->imm && a.maybe_null &&
		   (op == BPF_JEQ || op == BPF_JNE)) {
		m.null = op == BPF_JNE;
		state__for_each(w, s, decide_null, &m);
		m.null = op == BPF_JEQ;
		state__for_each(w, other, decide_null, &m);
	} else {
		assume(w, s, i, scalar__opposite(op), is32);
		assume(w, other, i, op, is32);
	}
}

bool branch__insn(struct walk *w, struct state *s)
{
	const struct bpf_insn *i = &w->image->insns[s->insn].raw;
	bool is32 = BPF_CLASS(i->code) == BPF_JMP32;
	unsigned op = BPF_OP(i->code);
	uint32_t target = s->insn + 1 + (op == BPF_JA && is32 ? i->imm : i->off);
	struct frame *f = state__frame(s);
	struct reg *a = &f->reg[i->dst_reg], imm, *b = &imm;
	struct state *other;
	int way;

	if (op == OP_MAY_GOTO)
		return may_goto(w, s, target);
	if (op == BPF_JA) {
		s->insn = target;
		return true;
	}
	reg__constant(&imm, (uint64_t)(int64_t)i->imm);
	if (BPF_SRC(i->code) == BPF_X)
		b = &f->reg[i->src_reg];
	way = decide(a, b, op, is32);
	if (way >= 0) {
		if (a->kind == KIND_SCALAR)
			precise__mark(w, s, i->dst_reg);
		if (b != &imm && b->kind == KIND_SCALAR)
			precise__mark(w, s, i->src_reg);
		s->insn = way ? target : s->insn + 1;
		return true;
	}
	note_linked(s, a, b);
	/* What is behind the jump comes first. */
	other = walk__push(w, s, target);
	if (!other)
		return false;
	go_both(w, s, other, i, is32);
	s->insn++;
	return true;
}
