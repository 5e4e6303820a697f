// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/*
 * Arithmetic on ranges. As precise as the verifier is, no more: what it cannot decide, it goes
 * both ways, and that is what is counted.
 */
#include <string.h>

#include <linux/bpf.h>

#include "scalar.h"

#define SIGN64 (1ULL << 63)
#define LOW32 0xffffffffULL

static const struct range any64 = { 0, UINT64_MAX, INT64_MIN, INT64_MAX };
static const struct range any32 = { 0, UINT32_MAX, INT32_MIN, INT32_MAX };


static struct bits bits_within(uint64_t low, uint64_t high)
{
	uint64_t differ = low ^ high;
	uint64_t mask = differ ? UINT64_MAX >> __builtin_clzll(differ) : 0;

	return (struct bits){ low & ~mask, mask };
}

struct bits bits__both(struct bits a, struct bits b)
{
	uint64_t mask = a.mask & b.mask;

	return (struct bits){ (a.value | b.value) & ~mask, mask };
}

/* Sign of a number of 32 or 64 bits, and the number as a signed one. */
static int64_t as_signed(uint64_t v, bool is32)
{
	return is32 ? (int64_t)(int32_t)v : (int64_t)v;
}

static void range_from_bits(struct range *r, struct bits b, bool is32)
{
	uint64_t sign = is32 ? 1ULL << 31 : SIGN64;

	if (is32) {
		b.value &= LOW32;
		b.mask &= LOW32;
	}
	r->umin = max_u(r->umin, b.value);
	r->umax = min_u(r->umax, b.value | b.mask);
	r->smin = max_s(r->smin, as_signed(b.value | (b.mask & sign), is32));
	r->smax = min_s(r->smax, as_signed(b.value | (b.mask & ~sign), is32));
}

/* Signed and unsigned bounds say the same where the sign is one. */
static void range_signs(struct range *r, bool is32)
{
	uint64_t cut = is32 ? LOW32 : UINT64_MAX;

	if (as_signed(r->umin, is32) <= as_signed(r->umax, is32)) {
		r->smin = max_s(r->smin, as_signed(r->umin, is32));
		r->smax = min_s(r->smax, as_signed(r->umax, is32));
	}
	if (((uint64_t)r->smin & cut) <= ((uint64_t)r->smax & cut)) {
		r->umin = max_u(r->umin, (uint64_t)r->smin & cut);
		r->umax = min_u(r->umax, (uint64_t)r->smax & cut);
	}
}

static void ranges_of_each_other(struct scalar *s)
{
	struct range *w = &s->r64, *h = &s->r32;

	if (w->umin >> 32 == w->umax >> 32) {
		h->umin = max_u(h->umin, w->umin & LOW32);
		h->umax = min_u(h->umax, w->umax & LOW32);
	}
	if (w->smin >= INT32_MIN && w->smax <= INT32_MAX) {
		h->smin = max_s(h->smin, w->smin);
		h->smax = min_s(h->smax, w->smax);
	}
	w->umin = max_u(w->umin, (w->umin & ~LOW32) | h->umin);
	w->umax = min_u(w->umax, (w->umax & ~LOW32) | h->umax);
	if (h->smin >= 0 && w->smin >= INT32_MIN && w->smax <= INT32_MAX) {
		w->smin = max_s(w->smin, h->smin);
		w->smax = min_s(w->smax, h->smax);
	}
}

void scalar__settle(struct scalar *s)
{
	int i;

	for (i = 0; i < 2; i++) {
		range_from_bits(&s->r64, s->bits, false);
		range_from_bits(&s->r32, s->bits, true);
		range_signs(&s->r64, false);
		range_signs(&s->r32, true);
		ranges_of_each_other(s);
		range_signs(&s->r64, false);
		range_signs(&s->r32, true);
	}
	/* A path that cannot be, which the verifier does not always see, has empty ranges. */
	if (s->r64.umin <= s->r64.umax)
		s->bits = bits__both(s->bits, bits_within(s->r64.umin, s->r64.umax));
	if (s->r32.umin <= s->r32.umax) {
		struct bits low = bits_within(s->r32.umin, s->r32.umax);

		low.mask |= ~LOW32;
		s->bits = bits__both(s->bits, low);
	}
	range_from_bits(&s->r64, s->bits, false);
	range_from_bits(&s->r32, s->bits, true);
}

struct scalar scalar__unknown(void)
{
	return (struct scalar){ { 0, UINT64_MAX }, any64, any32 };
}

struct scalar scalar__constant(uint64_t v)
{
	return (struct scalar){
		{ v, 0 },
		{ v, v, (int64_t)v, (int64_t)v },
		{ v & LOW32, v & LOW32, (int32_t)v, (int32_t)v },
	};
}

struct scalar scalar__of_bytes(unsigned bytes)
{
	struct scalar s = scalar__unknown();

	if (bytes >= 8)
		return s;
	s.bits.mask = (1ULL << (bytes * 8)) - 1;
	scalar__settle(&s);
	return s;
}

bool scalar__is_constant(const struct scalar *s)
{
	return !s->bits.mask;
}

struct scalar scalar__zero_extend(struct scalar s)
{
	s.bits.value &= LOW32;
	s.bits.mask &= LOW32;
	s.r64 = (struct range){ s.r32.umin, s.r32.umax, s.r32.umin, s.r32.umax };
	scalar__settle(&s);
	return s;
}

struct scalar scalar__sign_extend(struct scalar s, unsigned from_bits, bool is32)
{
	uint64_t low = from_bits >= 64 ? UINT64_MAX : (1ULL << from_bits) - 1;
	struct scalar result = scalar__unknown();
	int64_t limit = (int64_t)(low >> 1);

	if (scalar__is_constant(&s)) {
		uint64_t v = s.bits.value & low;

		result = scalar__constant(v > (low >> 1) ? v | ~low : v);
	} else if (s.r64.umax <= (low >> 1)) {
		result = s;
	} else if (from_bits < 64) {
		result.r64.smin = -limit - 1;
		result.r64.smax = limit;
		scalar__settle(&result);
	}
	return is32 ? scalar__zero_extend(result) : result;
}

bool scalar__equal(const struct scalar *a, const struct scalar *b)
{
	return !memcmp(a, b, sizeof(*a));
}

static bool range_within(const struct range *inner, const struct range *outer)
{
	return outer->umin <= inner->umin && outer->umax >= inner->umax &&
	       outer->smin <= inner->smin && outer->smax >= inner->smax;
}

bool scalar__within(const struct scalar *inner, const struct scalar *outer)
{
	return range_within(&inner->r64, &outer->r64) && range_within(&inner->r32, &outer->r32) &&
	       !(inner->bits.mask & ~outer->bits.mask) &&
	       (inner->bits.value & ~outer->bits.mask) == outer->bits.value;
}

/* ---- a = a op b, on ranges of one width ---- */

static bool fits(int64_t v, bool is32)
{
	return !is32 || (v >= INT32_MIN && v <= INT32_MAX);
}

static void add(struct range *a, const struct range *b, bool is32)
{
	uint64_t cut = is32 ? LOW32 : UINT64_MAX, low = a->umin, high;
	struct range any = is32 ? any32 : any64;

	if (__builtin_add_overflow(a->smin, b->smin, &a->smin) || !fits(a->smin, is32) ||
	    __builtin_add_overflow(a->smax, b->smax, &a->smax) || !fits(a->smax, is32)) {
		a->smin = any.smin;
		a->smax = any.smax;
	}
	low = (a->umin + b->umin) & cut;
	high = (a->umax + b->umax) & cut;
	/* Both or neither wrap around. */
	if ((low < a->umin) != (high < a->umax)) {
		low = 0;
		high = cut;
	}
	a->umin = low;
	a->umax = high;
}

static void subtract(struct range *a, const struct range *b, bool is32)
{
	uint64_t cut = is32 ? LOW32 : UINT64_MAX;
	struct range any = is32 ? any32 : any64, r = *a;

	if (__builtin_sub_overflow(a->smin, b->smax, &r.smin) || !fits(r.smin, is32) ||
	    __builtin_sub_overflow(a->smax, b->smin, &r.smax) || !fits(r.smax, is32)) {
		r.smin = any.smin;
		r.smax = any.smax;
	}
	r.umin = (a->umin - b->umax) & cut;
	r.umax = (a->umax - b->umin) & cut;
	if ((a->umin < b->umax) != (a->umax < b->umin)) {
		r.umin = 0;
		r.umax = cut;
	}
	*a = r;
}

static void multiply(struct range *a, const struct range *b, bool is32)
{
	uint64_t cut = is32 ? LOW32 : UINT64_MAX, high;

	if (__builtin_mul_overflow(a->umax, b->umax, &high) || high > cut) {
		*a = is32 ? any32 : any64;
		return;
	}
	a->umin *= b->umin;
	a->umax = high;
	a->smin = is32 ? INT32_MIN : INT64_MIN;
	a->smax = is32 ? INT32_MAX : INT64_MAX;
}

static void bitwise(unsigned op, struct range *a, const struct range *b, bool is32)
{
	struct range any = is32 ? any32 : any64;

	any.umax = op == BPF_AND ? min_u(a->umax, b->umax) : any.umax;
	any.umin = op == BPF_OR ? max_u(a->umin, b->umin) : 0;
	*a = any;
}

static void shift(unsigned op, struct range *a, unsigned by, bool is32)
{
	struct range r = is32 ? any32 : any64;
	uint64_t cut = is32 ? LOW32 : UINT64_MAX;

	if (op == BPF_LSH && a->umax <= cut >> by) {
		r.umin = a->umin << by;
		r.umax = a->umax << by;
	} else if (op == BPF_RSH) {
		r.umin = a->umin >> by;
		r.umax = a->umax >> by;
	} else if (op == BPF_ARSH) {
		r.smin = a->smin >> by;
		r.smax = a->smax >> by;
	}
	*a = r;
}

static struct bits bits_of(unsigned op, struct bits a, struct bits b, bool is32)
{
	uint64_t known, sum, low, carry;
	unsigned by = b.value & (is32 ? 31 : 63);

	switch (op) {
	case BPF_ADD:
		sum = a.mask + b.mask;
		low = a.value + b.value;
		carry = (sum + low) ^ low;
		carry |= a.mask | b.mask;
		return (struct bits){ low & ~carry, carry };
	case BPF_SUB:
		low = a.value - b.value;
		carry = (low + a.mask) ^ (low - b.mask);
		carry |= a.mask | b.mask;
		return (struct bits){ low & ~carry, carry };
	case BPF_AND:
		known = a.value & b.value;
		return (struct bits){ known, (a.value | a.mask) & (b.value | b.mask) & ~known };
	case BPF_OR:
		known = a.value | b.value;
		return (struct bits){ known, (a.mask | b.mask) & ~known };
	case BPF_XOR:
		known = a.mask | b.mask;
		return (struct bits){ (a.value ^ b.value) & ~known, known };
	case BPF_LSH:
		return (struct bits){ a.value << by, a.mask << by };
	case BPF_RSH:
		return (struct bits){ a.value >> by, a.mask >> by };
	case BPF_ARSH:
		return (struct bits){ as_signed(a.value, is32) >> by,
				      as_signed(a.mask, is32) >> by };
	case BPF_MUL:
		if (!a.mask && !b.mask)
			return (struct bits){ a.value * b.value, 0 };
		/* Zeros at the end add up. */
		known = (a.value | a.mask) ? __builtin_ctzll(a.value | a.mask) : 63;
		known += (b.value | b.mask) ? __builtin_ctzll(b.value | b.mask) : 63;
		return (struct bits){ 0, known > 63 ? 0 : UINT64_MAX << known };
	default:
		return (struct bits){ 0, UINT64_MAX };
	}
}

static void compute(unsigned op, struct range *a, const struct range *b, unsigned by, bool is32)
{
	switch (op) {
	case BPF_ADD:
		return add(a, b, is32);
	case BPF_SUB:
		return subtract(a, b, is32);
	case BPF_MUL:
		return multiply(a, b, is32);
	case BPF_AND:
	case BPF_OR:
	case BPF_XOR:
		return bitwise(op, a, b, is32);
	case BPF_LSH:
	case BPF_RSH:
	case BPF_ARSH:
		return shift(op, a, by, is32);
	default:
		*a = is32 ? any32 : any64;
	}
}

static bool is_shift(unsigned op)
{
	return op == BPF_LSH || op == BPF_RSH || op == BPF_ARSH;
}

struct scalar scalar__compute(unsigned op, struct scalar a, struct scalar b, bool is32)
{
	unsigned width = is32 ? 32 : 64, by = b.bits.value & (width - 1);

	/* Of a shift by what is not known, the verifier knows nothing; nor of a quotient. */
	if ((is_shift(op) && (b.bits.mask || b.bits.value >= width)) || op == BPF_DIV ||
	    op == BPF_MOD) {
		a = scalar__unknown();
		return is32 ? scalar__zero_extend(a) : a;
	}
	if (is32) {
		a.bits.value &= LOW32;
		a.bits.mask &= LOW32;
		b.bits.value &= LOW32;
		b.bits.mask &= LOW32;
	}
	compute(op, &a.r32, &b.r32, is_shift(op) && !is32 ? 0 : by, true);
	if (is_shift(op) && !is32)
		a.r32 = any32;
	compute(op, &a.r64, &b.r64, by, false);
	a.bits = bits_of(op, a.bits, b.bits, is32);
	if (is32)
		return scalar__zero_extend(a);
	scalar__settle(&a);
	return a;
}
