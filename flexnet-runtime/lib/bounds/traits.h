/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the kernel's functions do. */
#ifndef FLEXNET_BOUNDS_TRAITS_H
#define FLEXNET_BOUNDS_TRAITS_H

#include "image.h"

struct helper {
	uint8_t arguments;
	uint8_t returns_pointer;
	uint8_t writes; /* bit of each argument */
};

/* What prototypes do not say. */
enum trait {
	MOVES_PACKETS = 1, /* pointers into the packet are void */
	NEVER_NULL = 2,
	FINDS_VALUE = 4, /* of the map in r1 */
	CALLS_BACK = 8,	 /* the function in r2, before it returns */
	CALLS_LATER = 16,
	LOOPS = 32, /* r1 times */
};

/* NULL: another call, or a helper that the tables do not know. */
const struct helper *call__helper(const struct insn *insn);
/* Of helpers and kfuncs: bits of enum trait. */
uint8_t call__traits(const struct image *image, const struct insn *insn);
const struct btf_type *call__kfunc_type(const struct image *image, const struct insn *insn);
/* bpf_iter_*_<what> */
bool call__is_iterators(const struct image *image, const struct insn *insn, const char *what);
bool call__moves_packets(const struct image *image, const struct insn *insn);
bool call__calls_back(const struct image *image, const struct insn *insn);
bool call__calls_later(const struct image *image, const struct insn *insn);
bool call__is_next(const struct image *image, const struct insn *insn);
/* Registers that it reads. */
uint16_t call__reads(const struct image *image, const struct insn *insn);

#endif
