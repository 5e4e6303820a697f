// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Comparisons of ranges: how they end, and what is known of both sides then. */
#include <linux/bpf.h>

#include "scalar.h"

#define LOW32 0xffffffffULL

unsigned scalar__opposite(unsigned op)
{
	switch (op) {
	case BPF_JEQ:
		return BPF_JNE;
	case BPF_JNE:
		return BPF_JEQ;
	case BPF_JGT:
		return BPF_JLE;
	case BPF_JLE:
		return BPF_JGT;
	case BPF_JGE:
		return BPF_JLT;
	case BPF_JLT:
		return BPF_JGE;
	case BPF_JSGT:
		return BPF_JSLE;
	case BPF_JSLE:
		return BPF_JSGT;
	case BPF_JSGE:
		return BPF_JSLT;
	case BPF_JSLT:
		return BPF_JSGE;
	default:
		return 0;
	}
}

static int is_less(const struct range *a, const struct range *b)
{
	return a->umax < b->umin ? 1 : a->umin >= b->umax ? 0 : -1;
}

static int is_less_signed(const struct range *a, const struct range *b)
{
	return a->smax < b->smin ? 1 : a->smin >= b->smax ? 0 : -1;
}

static int negate(int answer)
{
	return answer < 0 ? answer : !answer;
}

int scalar__compare(unsigned op, const struct scalar *x, const struct scalar *y, bool is32)
{
	const struct range *a = is32 ? &x->r32 : &x->r64, *b = is32 ? &y->r32 : &y->r64;
	uint64_t cut = is32 ? LOW32 : UINT64_MAX;
	uint64_t differ = (x->bits.value ^ y->bits.value) & ~x->bits.mask & ~y->bits.mask & cut;

	switch (op) {
	case BPF_JEQ:
		if (!((x->bits.mask | y->bits.mask) & cut))
			return !differ;
		return differ || a->umax < b->umin || b->umax < a->umin || a->smax < b->smin ||
				       b->smax < a->smin ? 0 : -1;
	case BPF_JNE:
		return negate(scalar__compare(BPF_JEQ, x, y, is32));
	case BPF_JSET:
		if (y->bits.mask & cut)
			return -1;
		if (x->bits.value & y->bits.value & cut)
			return 1;
		return (x->bits.value | x->bits.mask) & y->bits.value & cut ? -1 : 0;
	case BPF_JLT:
		return is_less(a, b);
	case BPF_JGT:
		return is_less(b, a);
	case BPF_JGE:
		return negate(is_less(a, b));
	case BPF_JLE:
		return negate(is_less(b, a));
	case BPF_JSLT:
		return is_less_signed(a, b);
	case BPF_JSGT:
		return is_less_signed(b, a);
	case BPF_JSGE:
		return negate(is_less_signed(a, b));
	case BPF_JSLE:
		return negate(is_less_signed(b, a));
	default:
		return -1;
	}
}

static void assume_less(struct range *a, struct range *b, unsigned or_equal)
{
	if (!or_equal && (!b->umax || a->umin == UINT64_MAX))
		return;
	a->umax = min_u(a->umax, b->umax - !or_equal);
	b->umin = max_u(b->umin, a->umin + !or_equal);
}

static void assume_less_signed(struct range *a, struct range *b, unsigned or_equal)
{
	if (!or_equal && (b->smax == INT64_MIN || a->smin == INT64_MAX))
		return;
	a->smax = min_s(a->smax, b->smax - !or_equal);
	b->smin = max_s(b->smin, a->smin + !or_equal);
}

static void assume_equal(struct scalar *x, struct scalar *y, bool is32)
{
	struct range *a = is32 ? &x->r32 : &x->r64, *b = is32 ? &y->r32 : &y->r64;
	uint64_t high = is32 ? ~LOW32 : 0;
	struct bits xb = x->bits, yb = y->bits;

	a->umin = b->umin = max_u(a->umin, b->umin);
	a->umax = b->umax = min_u(a->umax, b->umax);
	a->smin = b->smin = max_s(a->smin, b->smin);
	a->smax = b->smax = min_s(a->smax, b->smax);
	xb.value &= ~high;
	xb.mask |= high;
	yb.value &= ~high;
	yb.mask |= high;
	x->bits = bits__both(x->bits, yb);
	y->bits = bits__both(y->bits, xb);
}

static void assume_different(struct scalar *x, const struct scalar *y, bool is32)
{
	struct range *a = is32 ? &x->r32 : &x->r64;
	const struct range *b = is32 ? &y->r32 : &y->r64;

	if (b->umin != b->umax || a->umin == a->umax)
		return;
	a->umin += a->umin == b->umin;
	a->umax -= a->umax == b->umin;
	a->smin += a->smin == b->smin;
	a->smax -= a->smax == b->smin;
}

void scalar__assume(unsigned op, struct scalar *x, struct scalar *y, bool is32)
{
	struct range *a = is32 ? &x->r32 : &x->r64, *b = is32 ? &y->r32 : &y->r64;
	uint64_t set;

	switch (op) {
	case BPF_JEQ:
		assume_equal(x, y, is32);
		break;
	case BPF_JNE:
		assume_different(x, y, is32);
		assume_different(y, x, is32);
		break;
	case BPF_JSET:
		set = y->bits.value & (is32 ? LOW32 : UINT64_MAX);
		if (y->bits.mask || (set & (set - 1)))
			return;
		x->bits.value |= set;
		x->bits.mask &= ~set;
		break;
	case BPF_JLT:
	case BPF_JLE:
		assume_less(a, b, op == BPF_JLE);
		break;
	case BPF_JGT:
	case BPF_JGE:
		assume_less(b, a, op == BPF_JGE);
		break;
	case BPF_JSLT:
	case BPF_JSLE:
		assume_less_signed(a, b, op == BPF_JSLE);
		break;
	case BPF_JSGT:
	case BPF_JSGE:
		assume_less_signed(b, a, op == BPF_JSGE);
		break;
	case 0: /* BPF_JSET is false */
		set = y->bits.value & (is32 ? LOW32 : UINT64_MAX);
		if (y->bits.mask)
			return;
		x->bits.value &= ~set;
		x->bits.mask &= ~set;
		break;
	}
	scalar__settle(x);
	scalar__settle(y);
}
