/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What is known of a number: two ranges of all 64 bits, two of the low 32, and single bits. */
#ifndef FLEXNET_BOUNDS_SCALAR_H
#define FLEXNET_BOUNDS_SCALAR_H

#include <stdbool.h>
#include <stdint.h>

/* Bits that are known have `mask` 0 and are as in `value`. */
struct bits {
	uint64_t value, mask;
};

struct range {
	uint64_t umin, umax;
	int64_t smin, smax;
};

struct scalar {
	struct bits bits;
	struct range r64;
	struct range r32; /* in 32 bits: umax at most UINT32_MAX */
};

/* What both say of the same bits; what all parts of a number say of each other. */
struct bits bits__both(struct bits a, struct bits b);
void scalar__settle(struct scalar *s);

static inline uint64_t max_u(uint64_t a, uint64_t b) { return a > b ? a : b; }
static inline uint64_t min_u(uint64_t a, uint64_t b) { return a < b ? a : b; }
static inline int64_t max_s(int64_t a, int64_t b) { return a > b ? a : b; }
static inline int64_t min_s(int64_t a, int64_t b) { return a < b ? a : b; }

struct scalar scalar__unknown(void);
struct scalar scalar__constant(uint64_t value);
/* Any number of so many bytes, as a load of them gives. */
struct scalar scalar__of_bytes(unsigned bytes);
bool scalar__is_constant(const struct scalar *s);
/* The low 32 bits, as a number of 32 bits is kept in a register. */
struct scalar scalar__zero_extend(struct scalar s);
struct scalar scalar__sign_extend(struct scalar s, unsigned from_bits, bool is32);
/* `op` is BPF_ADD, ...: what a = a op b gives. */
struct scalar scalar__compute(unsigned op, struct scalar a, struct scalar b, bool is32);
/* Every number of `inner` is one of `outer`. */
bool scalar__within(const struct scalar *inner, const struct scalar *outer);
bool scalar__equal(const struct scalar *a, const struct scalar *b);
/* compare.c */
/* 1: `a op b` is always true, 0: never, -1: not known. */
int scalar__compare(unsigned op, const struct scalar *a, const struct scalar *b, bool is32);
/* What is known of both when `a op b` is true. */
void scalar__assume(unsigned op, struct scalar *a, struct scalar *b, bool is32);
/* The comparison that is true when `op` is not; 0: there is none (BPF_JSET). */
unsigned scalar__opposite(unsigned op);

#endif
