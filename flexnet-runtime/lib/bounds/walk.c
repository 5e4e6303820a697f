// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* The order in which the verifier goes along the paths of a program, and what that costs. */
#include <stdlib.h>
#include <string.h>

#include "traits.h"
#include "walk.h"

/* When the kernel keeps a state: after so many jumps and instructions. */
#define KEEP_JUMPS 2
#define KEEP_INSNS 8
/* In a loop, whose turns differ anyway. */
#define KEEP_LOOP_JUMPS 20
#define KEEP_LOOP_INSNS 100
#define MAX_JUMPS 40
/* A state that so often was not equal is not looked at again. */
#define MISSES 3
#define MISSES_CHECKPOINT 64

struct state *walk__push(struct walk *w, struct state *s, uint32_t insn)
{
	struct state *other = state__copy(w, s);

	if (!other)
		return NULL;
	other->insn = insn;
	other->branches = 1;
	if (other->parent)
		other->parent->branches++;
	other->pending = w->pending;
	w->pending = other;
	return other;
}

const struct state *walk__before(const struct walk *w, const struct state *s, uint32_t insn)
{
	for (; s; s = s->parent)
		if (s->insn == insn)
			return s;
	return NULL;
}

void walk__verify(struct walk *w, uint32_t function)
{
	if (w->function[function].queued)
		return;
	w->function[function].queued = true;
	w->queue[w->queued++] = function;
}

static struct state *enter(struct walk *w, uint32_t function)
{
	struct state *s = state__new(w);

	if (!s)
		return NULL;
	s->insn = w->image->functions[function].start;
	s->branches = 1;
	s->pending = w->pending;
	w->pending = s;
	return s;
}

bool walk__push_async(struct walk *w, uint32_t function)
{
	struct state *s = enter(w, function);
	unsigned i;

	for (i = 1; s && i <= 3; i++)
		state__frame(s)->reg[i] =
			(struct reg){ .kind = KIND_OTHER, .s = scalar__constant(0) };
	return s;
}

/* ---- Where states are kept and compared ---- */

/* Whether more may be found out of a state: it comes from a turn of a loop that is not over. */
static bool is_incomplete(struct walk *w, const struct state *s)
{
	for (; s; s = s->parent, w->effort++)
		if (s->closed && s->branches)
			return true;
	return false;
}

/* 1: equal, 0: not, with *keep as the kernel then decides. */
static bool was_there(struct walk *w, struct state *old, struct state *s, bool forced, bool *keep)
{
	const struct insn *insn = &w->image->insns[s->insn];
	bool checkpoint = w->point[s->insn].checkpoint;

	if (!old->branches)
		return prune__equal(w, old, s, is_incomplete(w, old));
	/* It is under way: this is a loop. */
	if (checkpoint && (insn->raw.code != (BPF_JMP | BPF_CALL) ?
				   old->unrolled != s->unrolled : true) &&
	    prune__equal(w, old, s, true)) {
		old->closed = true;
		return true;
	}
	if (!forced && w->jumps - w->last_jumps < KEEP_LOOP_JUMPS &&
	    w->work - w->last_work < KEEP_LOOP_INSNS)
		*keep = false;
	return false;
}

static void keep_state(struct walk *w, struct state *s)
{
	struct state *kept;

	w->last_jumps = w->jumps;
	w->last_work = w->work;
	/* What follows asks for its own. */
	state__forget_precise(s);
	kept = state__copy(w, s);
	if (!kept)
		return;
	for (unsigned i = 0; i <= s->depth; i++) {
		kept->frame[i]->read = 0;
		s->frame[i]->read = s->frame[i]->written = 0;
	}
	kept->all = w->all;
	w->all = kept;
	kept->next = w->point[s->insn].states;
	w->point[s->insn].states = kept;
	s->parent = kept;
	s->past_count = 0;
	s->jumps = 0;
}

static void inherit(struct walk *w, const struct state *old, struct state *s)
{
	unsigned i, j;

	precise__inherit(w, old, s);
	for (i = 0; i <= s->depth; i++)
		for (j = 0; j < STACK_SLOTS; j++)
			if (old->frame[i]->read & 1ULL << j)
				state__mark_read(s, i, j);
}

/* Whether the path need not go on. */
static bool prune(struct walk *w, struct state *s)
{
	const struct point *point = &w->point[s->insn];
	bool forced = point->checkpoint || s->jumps > MAX_JUMPS;
	bool keep = forced || (w->jumps - w->last_jumps >= KEEP_JUMPS &&
			       w->work - w->last_work >= KEEP_INSNS);
	struct state **at = &w->point[s->insn].states, *old;

	while ((old = *at)) {
		unsigned n = point->checkpoint && old->branches ? MISSES_CHECKPOINT : MISSES;

		if (was_there(w, old, s, forced, &keep)) {
			old->hits++;
			inherit(w, old, s);
			return true;
		}
		old->misses += keep;
		if (old->misses > old->hits * n + n)
			*at = old->next;
		else
			at = &old->next;
	}
	if (keep)
		keep_state(w, s);
	return false;
}

/* ---- Paths ---- */

static void end_path(struct walk *w)
{
	struct state *s = w->current, *up;

	for (up = s; up && !--up->branches; up = up->parent)
		;
	state__free(w, s);
	w->current = NULL;
}

/* The function a path is in: jumps do not leave it. */
static bool is_inside(struct walk *w, const struct state *s, int *function)
{
	const struct function *f = *function < 0 ? NULL : &w->image->functions[*function];

	if (f && s->insn >= f->start && s->insn < f->start + f->count)
		return true;
	*function = image__function_at(w->image, s->insn);
	return *function >= 0;
}

static bool step(struct walk *w, int *function)
{
	struct state *s = w->current;
	struct point *point;

	if (!is_inside(w, s, function))
		return false;
	point = &w->point[s->insn];
	w->work++;
	w->reached += !point->walked++;
	if (point->prune && prune(w, s))
		return false;
	s->jumps += point->jump;
	return state__remember(w, s, (struct past){ s->insn, s->depth, .slot = -1 }) &&
	       step__insn(w, s);
}

static bool is_over(const struct walk *w)
{
	return w->failed || w->work >= w->limit || w->work + w->effort >= *w->image->budget;
}

static void run(struct walk *w)
{
	int function = -1;

	while (w->pending && !is_over(w)) {
		w->current = w->pending;
		w->pending = w->current->pending;
		while (!is_over(w) && step(w, &function))
			;
		end_path(w);
	}
}

/* ---- Functions ---- */

/* Whether a parameter of a global function is a pointer, which may be null. */
static void set_parameters(struct walk *w, struct state *s, const struct function *function)
{
	const struct btf_type *type = types__prototype(&w->image->types, function->name);
	const struct btf_param *p = type ? (const void *)(type + 1) : NULL;
	unsigned i, count = type ? BTF_INFO_VLEN(type->info) : 0;

	for (i = 0; i < count && i < 5; i++) {
		const struct btf_type *t = types__resolve(&w->image->types, p[i].type);
		struct reg *r = &state__frame(s)->reg[i + 1];

		reg__unknown(r);
		if (!t || BTF_INFO_KIND(t->info) != BTF_KIND_PTR)
			continue;
		t = types__resolve(&w->image->types, t->type);
		*r = (struct reg){ .kind = KIND_OTHER, .s = scalar__constant(0) };
		if (i || !t || BTF_INFO_KIND(t->info) != BTF_KIND_STRUCT) {
			r->maybe_null = true;
			r->id = ++w->ids;
		} else {
			r->kind = KIND_CONTEXT;
		}
	}
}

static void find_moves(struct walk *w)
{
	bool changed = true;
	unsigned rounds;
	uint32_t i, j;

	for (rounds = 0; changed && rounds < BOUNDS_FRAMES; rounds++) {
		changed = false;
		for (i = 0; i < w->image->function_count; i++) {
			const struct function *f = &w->image->functions[i];
			bool moves = w->function[i].moves_packets;

			for (j = f->start; !moves && j < f->start + f->count; j++) {
				const struct insn *insn = &w->image->insns[j];

				if (insn->raw.code == (BPF_JMP | BPF_CALL))
					moves = insn->ref == REF_CALL ?
							w->function[insn->target].moves_packets :
							call__moves_packets(w->image, insn);
			}
			changed |= moves != w->function[i].moves_packets;
			w->function[i].moves_packets = moves;
		}
	}
}

static void walk_functions(struct walk *w, uint32_t program)
{
	uint32_t done;

	walk__verify(w, program);
	for (done = 0; done < w->queued && !is_over(w); done++) {
		const struct function *f = &w->image->functions[w->queue[done]];
		struct state *s = enter(w, w->queue[done]);

		if (!s)
			return;
		if (f->program)
			state__frame(s)->reg[1] =
				(struct reg){ .kind = KIND_CONTEXT, .s = scalar__constant(0) };
		else
			set_parameters(w, s, f);
		run(w);
	}
}

static void free_states(struct walk *w)
{
	while (w->pending) {
		struct state *s = w->pending;

		w->pending = s->pending;
		state__free(w, s);
	}
	while (w->all) {
		struct state *s = w->all;

		w->all = s->all;
		state__free(w, s);
	}
}

/* Of the functions that the program takes along; other code is not walked. */
static void report_lines(struct walk *w, struct bounds_program *result)
{
	struct bounds_line *lines = calloc(w->image->insn_count + 1, sizeof(*lines));
	uint32_t i, count = 0;

	for (i = 0; lines && i < w->image->insn_count; i++)
		if (w->point[i].walked && w->image->insns[i].line)
			lines[count++] = (struct bounds_line){ image__place(w->image, i),
							       w->point[i].walked };
	if (lines)
		lines__top(lines, count, result->work_lines);
	free(lines);
}

static bool open_walk(struct walk *w)
{
	w->point = calloc(w->image->insn_count + 1, sizeof(*w->point));
	w->function = calloc(w->image->function_count + 1, sizeof(*w->function));
	w->queue = calloc(w->image->function_count + 1, sizeof(*w->queue));
	if (!w->point || !w->function || !w->queue)
		return false;
	live__compute(w);
	find_moves(w);
	return true;
}

static void close_walk(struct walk *w)
{
	uint64_t steps = w->work + w->effort;

	*w->image->budget -= steps < *w->image->budget ? steps : *w->image->budget;
	free_states(w);
	free(w->point);
	free(w->function);
	free(w->queue);
}

bool walk__program(const struct image *image, uint32_t program, struct bounds_program *result)
{
	struct walk w = {
		.image = image,
		.program = &image->functions[program],
		.limit = BOUNDS_WORK,
	};
	bool ok = open_walk(&w);

	if (ok) {
		walk_functions(&w, program);
		result->work = w.work;
		result->work_is_more = is_over(&w);
		report_lines(&w, result);
	}
	close_walk(&w);
	return ok;
}

bool walk__resumed(const struct image *image, uint32_t program, uint32_t id, uint32_t *insns,
		   uint64_t *work)
{
	struct walk w = {
		.image = image,
		.program = &image->functions[program],
		.limit = BOUNDS_WORK,
		.resume_id = id,
	};
	bool ok = open_walk(&w);

	if (ok) {
		walk_functions(&w, program);
		ok = !is_over(&w);
		*insns = w.reached;
		*work = w.work;
	}
	close_walk(&w);
	return ok;
}
