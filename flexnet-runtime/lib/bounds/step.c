// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* What instructions do that neither jump nor call. */
#include "walk.h"

static bool is_pointer(const struct reg *r)
{
	return r->kind != KIND_SCALAR && r->kind != KIND_NONE;
}

static void move(struct walk *w, struct reg *dst, struct reg *src, const struct bpf_insn *i,
		 bool is32)
{
	if (i->off && src->kind == KIND_SCALAR) {
		struct scalar s = scalar__sign_extend(src->s, i->off, is32);

		reg__unknown(dst);
		dst->s = s;
		return;
	}
	if (i->off) { /* to or from an address space: an arena's memory */
		*dst = (struct reg){ .kind = KIND_OTHER, .object = UINT32_MAX };
		return;
	}
	if (is32 && is_pointer(src)) {
		reg__unknown(dst);
		dst->s = scalar__of_bytes(4);
		return;
	}
	/* What is later known of one is known of the other. */
	if (src->kind == KIND_SCALAR && !scalar__is_constant(&src->s) && !src->id)
		src->id = ++w->ids & ~ID_PLUS;
	*dst = *src;
	dst->precise = false;
	if (!is32)
		return;
	if (src->s.r64.umax > UINT32_MAX) {
		dst->id = 0;
		dst->offset = 0;
	}
	dst->s = scalar__zero_extend(dst->s);
}

static void move_pointer(struct walk *w, struct reg *p, const struct scalar *by, bool minus)
{
	if (scalar__is_constant(by)) {
		int64_t v = (int64_t)by->bits.value;

		if (v > INT32_MIN && v < INT32_MAX)
			p->offset = (uint32_t)p->offset + (minus ? -(uint32_t)v : (uint32_t)v);
		return;
	}
	p->s = scalar__compute(minus ? BPF_SUB : BPF_ADD, p->s, *by, false);
	if (p->kind == KIND_PACKET || p->kind == KIND_PACKET_META) {
		p->id = ++w->ids & ~ID_PLUS;
		p->range = 0;
	}
}

/* `dst op= src`, at least one of which is a pointer. */
static void compute_pointer(struct walk *w, struct state *s, unsigned dst, int src,
			    const struct reg *by, unsigned op, bool is32)
{
	struct reg *d = &state__frame(s)->reg[dst];

	if (is32 || (op != BPF_ADD && op != BPF_SUB) || (is_pointer(d) && is_pointer(by))) {
		reg__unknown(d);
		if (is32)
			d->s = scalar__of_bytes(4);
	} else if (is_pointer(d)) {
		if (src >= 0)
			precise__mark(w, s, src);
		move_pointer(w, d, &by->s, op == BPF_SUB);
	} else {
		struct scalar number = d->s;

		precise__mark(w, s, dst);
		*d = *by;
		move_pointer(w, d, &number, false);
	}
}

static void alu(struct walk *w, struct state *s, const struct bpf_insn *i)
{
	bool is32 = BPF_CLASS(i->code) == BPF_ALU;
	struct frame *f = state__frame(s);
	struct reg *dst = &f->reg[i->dst_reg], imm, *src = &imm;
	unsigned op = BPF_OP(i->code);
	uint32_t id = dst->id;

	reg__constant(&imm, is32 ? (uint32_t)i->imm : (uint64_t)(int64_t)i->imm);
	if (BPF_SRC(i->code) == BPF_X && op != BPF_END && op != BPF_NEG)
		src = &f->reg[i->src_reg];
	if (op == BPF_MOV) {
		move(w, dst, src, i, is32);
		return;
	}
	if (op == BPF_END) {
		reg__unknown(dst);
		dst->s = scalar__of_bytes(i->imm / 8);
		return;
	}
	if (is_pointer(dst) || is_pointer(src)) {
		compute_pointer(w, s, i->dst_reg, src == &imm ? -1 : i->src_reg, src, op, is32);
		return;
	}
	if (op == BPF_NEG) {
		struct scalar number = dst->s;

		reg__constant(dst, 0);
		dst->s = scalar__compute(BPF_SUB, dst->s, number, is32);
		return;
	}
	/* x ^ x and x - x are known without x. */
	if (src == dst && (op == BPF_XOR || op == BPF_SUB)) {
		reg__constant(dst, 0);
		return;
	}
	dst->s = scalar__compute(op, dst->s, src->s, is32);
	dst->kind = KIND_SCALAR;
	dst->precise = false;
	if (op == BPF_ADD && !is32 && id && !(id & ID_PLUS) && scalar__is_constant(&src->s) &&
	    (int64_t)src->s.bits.value == (int32_t)src->s.bits.value) {
		dst->id = id | ID_PLUS;
		dst->offset = src->s.bits.value;
	} else {
		dst->id = 0;
		dst->offset = 0;
	}
}

static bool load_imm64(struct walk *w, struct state *s, const struct insn *insn)
{
	struct reg *dst = &state__frame(s)->reg[insn->raw.dst_reg];
	const struct insn *high = insn + 1;

	if (s->insn + 1 >= w->image->insn_count)
		return false;
	*dst = (struct reg){ .object = insn->target, .s = scalar__constant(0) };
	switch (insn->ref) {
	case REF_MAP:
		dst->kind = KIND_MAP;
		break;
	case REF_DATA:
		dst->kind = KIND_MAP_VALUE;
		dst->offset = insn->raw.imm;
		break;
	case REF_FUNC:
		dst->kind = KIND_FUNCTION;
		break;
	case REF_EXTERN:
		dst->kind = KIND_OTHER;
		break;
	default:
		reg__constant(dst, (uint32_t)insn->raw.imm |
					   (uint64_t)(uint32_t)high->raw.imm << 32);
	}
	s->insn += 2;
	return true;
}

bool step__insn(struct walk *w, struct state *s)
{
	const struct insn *insn = &w->image->insns[s->insn];
	const struct bpf_insn *i = &insn->raw;

	if (i->dst_reg >= REGS || i->src_reg >= REGS)
		return false;
	switch (BPF_CLASS(i->code)) {
	case BPF_ALU:
	case BPF_ALU64:
		alu(w, s, i);
		break;
	case BPF_LDX:
		memory__load(w, s, i);
		break;
	case BPF_ST:
	case BPF_STX:
		memory__store(w, s, i);
		break;
	case BPF_LD:
		if (i->code == (BPF_LD | BPF_IMM | BPF_DW))
			return load_imm64(w, s, insn);
		for (unsigned r = 1; r <= 5; r++)
			state__frame(s)->reg[r].kind = KIND_NONE;
		reg__unknown(&state__frame(s)->reg[0]);
		break;
	default:
		w->jumps++;
		if (BPF_OP(i->code) == BPF_CALL)
			return call__insn(w, s);
		if (BPF_OP(i->code) == BPF_EXIT)
			return call__exit(w, s);
		return branch__insn(w, s);
	}
	s->insn++;
	return true;
}
