// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* The deepest chain of calls, and the code that a program takes along. */
#include <stdlib.h>
#include <string.h>

#include "traits.h"
#include "walk.h"

/* The kernel rounds each function up: to 32, newer ones with a JIT to 16. */
#define ROUND 32

/* What a function uses: its accesses by way of r10, and the lowest address it makes of it. */
static uint32_t frame_bytes(const struct image *image, const struct function *f)
{
	uint32_t i, deepest = 0;

	for (i = f->start; i < f->start + f->count; i++) {
		const struct bpf_insn *insn = &image->insns[i].raw;
		unsigned class = BPF_CLASS(insn->code);
		int64_t offset = 0;

		if ((class == BPF_LDX && insn->src_reg == BPF_REG_10) ||
		    ((class == BPF_ST || class == BPF_STX) && insn->dst_reg == BPF_REG_10))
			offset = insn->off;
		else if (insn->code == (BPF_ALU64 | BPF_ADD | BPF_K) && i > f->start &&
			 insn[0].dst_reg == image->insns[i - 1].raw.dst_reg &&
			 image->insns[i - 1].raw.code == (BPF_ALU64 | BPF_MOV | BPF_X) &&
			 image->insns[i - 1].raw.src_reg == BPF_REG_10)
			offset = insn->imm;
		if (offset < 0 && -offset > deepest)
			deepest = -offset;
	}
	return deepest;
}

struct chain {
	const struct image *image;
	const uint32_t *bytes; /* by function */
	uint32_t function[BOUNDS_FRAMES + 1];
	uint32_t depth, stack;
	uint64_t steps;
	struct bounds_program *result;
};

static uint32_t taken(uint32_t bytes)
{
	return ((bytes ?: 1) + ROUND - 1) / ROUND * ROUND;
}

static void record(struct chain *c)
{
	struct bounds_program *r = c->result;
	uint32_t i;

	if (c->depth > r->frames)
		r->frames = c->depth;
	if (c->stack <= r->stack)
		return;
	r->stack = c->stack;
	memset(r->chain, 0, sizeof(r->chain));
	for (i = 0; i < c->depth && i < container_count(r->chain); i++) {
		const struct function *f = &c->image->functions[c->function[i]];

		r->chain[i] = (struct bounds_frame){
			.name = f->name,
			.bytes = c->bytes[c->function[i]],
			.taken = taken(c->bytes[c->function[i]]),
			.place = image__place(c->image, f->start),
		};
	}
}

/* A callback of a timer or the like has a stack of its own. */
static bool is_called_later(const struct image *image, const struct function *f, uint32_t at)
{
	while (++at < f->start + f->count)
		if (image->insns[at].raw.code == (BPF_JMP | BPF_CALL))
			return call__calls_later(image, &image->insns[at]);
	return false;
}

static void descend(struct chain *c, uint32_t function)
{
	const struct function *f = &c->image->functions[function];
	uint32_t i, above = c->stack;

	for (i = 0; i < c->depth; i++)
		c->result->recursive |= c->function[i] == function;
	if (c->result->recursive || c->depth > BOUNDS_FRAMES || ++c->steps > 100000)
		return;
	c->function[c->depth++] = function;
	c->stack += taken(c->bytes[function]);
	record(c);
	for (i = f->start; i < f->start + f->count; i++) {
		const struct insn *insn = &c->image->insns[i];

		if (insn->ref == REF_CALL ||
		    (insn->ref == REF_FUNC && !is_called_later(c->image, f, i)))
			descend(c, insn->target);
	}
	c->stack = above;
	c->depth--;
}

bool stack__find(const struct image *image, uint32_t program, struct bounds_program *result)
{
	uint32_t i, *bytes = calloc(image->function_count + 1, sizeof(*bytes));
	struct chain c = { .image = image, .bytes = bytes, .result = result };

	if (!bytes)
		return false;
	for (i = 0; i < image->function_count; i++)
		bytes[i] = frame_bytes(image, &image->functions[i]);
	descend(&c, program);
	free(bytes);
	return true;
}

uint32_t *calls__reach(const struct image *image, uint32_t program, uint32_t *count)
{
	uint32_t i, done, *reached = calloc(image->function_count + 1, sizeof(*reached));
	bool *seen = calloc(image->function_count + 1, sizeof(*seen));

	*count = 0;
	if (reached && seen) {
		reached[(*count)++] = program;
		seen[program] = true;
	}
	for (done = 0; done < *count; done++) {
		const struct function *f = &image->functions[reached[done]];

		for (i = f->start; i < f->start + f->count; i++) {
			const struct insn *insn = &image->insns[i];

			if ((insn->ref != REF_CALL && insn->ref != REF_FUNC) || seen[insn->target])
				continue;
			seen[insn->target] = true;
			reached[(*count)++] = insn->target;
		}
	}
	free(seen);
	return reached;
}
