/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the kernel will ask of an object's programs, from their instructions: size, stack and how
 * long the verifier walks through them. The compiler (-fflexnet-report=, -fflexnet-max-*=) and
 * `flexnet inspect` both call this. Nothing of libbpf, nothing of the machine it runs on: the
 * same bytes give the same numbers everywhere. What is in the bytes is not believed.
 */
#ifndef FLEXNET_BOUNDS_H
#define FLEXNET_BOUNDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The kernel's: bytes of stack and functions in a chain of calls; instructions it verifies. */
#define BOUNDS_STACK 512
#define BOUNDS_FRAMES 8
#define BOUNDS_WORK 1000000
#define BOUNDS_LINES 4

struct bounds_place {
	const char *file; /* "" if the object does not say */
	uint32_t line;
	uint32_t column;
};

/* A function in the deepest chain of calls. */
struct bounds_frame {
	const char *name;
	uint32_t bytes; /* that it uses */
	uint32_t taken; /* of the 512: rounded up to 32 */
	struct bounds_place place;
};

/* A source line, and what it contributes. */
struct bounds_line {
	struct bounds_place place;
	uint64_t count;
};

struct bounds_program {
	const char *name;
	const char *section;
	struct bounds_place place;
	uint32_t insns; /* in the object, without the functions that it calls */
	uint32_t loaded_insns; /* with them, as the kernel gets it */
	uint32_t stack; /* bytes of the deepest chain of calls, each function rounded up */
	struct bounds_frame chain[BOUNDS_FRAMES + 1]; /* from the program on */
	uint32_t frames; /* in the deepest chain; as many of them are in `chain` as fit */
	bool recursive;	 /* some chain has no end */
	/* Instructions the verifier goes through, every path that it cannot tell from one before
	 * it. Predicted; the kernel's own figure is `processed` of `flexnet check`. */
	uint64_t work;
	bool work_is_more; /* the walk was ended at `work` */
	/* The lines with most of `work` and of `loaded_insns`, the largest first. */
	struct bounds_line work_lines[BOUNDS_LINES];
	struct bounds_line size_lines[BOUNDS_LINES];
};

struct bounds {
	const struct bounds_program *programs;
	uint32_t count;
};

/* NULL: not an object for BPF, damaged, or out of memory; *why then says which, in one line.
 * `data` must stay as it is until bounds__free(). */
struct bounds *bounds__read(const void *data, size_t size, const char **why);
void bounds__free(struct bounds *bounds);

/* What a resume program does for one suspension point: instructions that can run, of
 * `loaded_insns`, and predicted work. `id` is the first byte of the frame; 0: the program is for
 * one point only. false: there is no such program, or it cannot be told. */
bool bounds__resumption(const struct bounds *bounds, const char *program, uint32_t id,
			uint32_t *insns, uint64_t *work);

#ifdef __cplusplus
}
#endif

#endif
