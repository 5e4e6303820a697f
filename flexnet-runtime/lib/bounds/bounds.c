// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* All there is to say of an object's programs. */
#include <stdlib.h>
#include <string.h>

#include "walk.h"

/* Whatever is in an object, looking at it ends after some seconds. */
#define BUDGET (64ULL * BOUNDS_WORK)

struct object {
	struct bounds bounds; /* first: what the caller has */
	uint64_t budget;
	struct image image;
	struct bounds_program *programs;
};

static bool same_line(const struct bounds_place *a, const struct bounds_place *b)
{
	return a->line == b->line && !strcmp(a->file, b->file);
}

static int by_place(const void *a, const void *b)
{
	const struct bounds_place *x = &((const struct bounds_line *)a)->place;
	const struct bounds_place *y = &((const struct bounds_line *)b)->place;
	int order = strcmp(x->file, y->file);

	return order ?: x->line < y->line ? -1 : x->line > y->line;
}

static int by_count(const void *a, const void *b)
{
	const struct bounds_line *x = a, *y = b;

	return x->count != y->count ? (x->count < y->count ? 1 : -1) : by_place(a, b);
}

void lines__top(struct bounds_line *lines, uint32_t count, struct bounds_line top[BOUNDS_LINES])
{
	uint32_t i, merged = 0;

	qsort(lines, count, sizeof(*lines), by_place);
	for (i = 0; i < count; i++)
		if (merged && same_line(&lines[merged - 1].place, &lines[i].place))
			lines[merged - 1].count += lines[i].count;
		else
			lines[merged++] = lines[i];
	qsort(lines, merged, sizeof(*lines), by_count);
	for (i = 0; i < BOUNDS_LINES && i < merged; i++)
		top[i] = lines[i];
}

static bool measure_size(const struct image *image, uint32_t program, struct bounds_program *result)
{
	uint32_t i, j, count, lines = 0, *reached = calls__reach(image, program, &count);
	struct bounds_line *all = calloc(image->insn_count + 1, sizeof(*all));

	for (i = 0; reached && all && i < count; i++) {
		const struct function *f = &image->functions[reached[i]];

		result->loaded_insns += f->count;
		for (j = f->start; j < f->start + f->count; j++)
			if (image->insns[j].line)
				all[lines++] = (struct bounds_line){ image__place(image, j), 1 };
	}
	if (all)
		lines__top(all, lines, result->size_lines);
	free(all);
	free(reached);
	return count && all;
}

static bool measure(const struct image *image, uint32_t program, struct bounds_program *result)
{
	const struct function *f = &image->functions[program];

	result->name = f->name;
	result->section = f->section;
	result->place = image__place(image, f->start);
	result->insns = f->count;
	return measure_size(image, program, result) && stack__find(image, program, result) &&
	       walk__program(image, program, result);
}

struct bounds *bounds__read(const void *data, size_t size, const char **why)
{
	struct object *o = calloc(1, sizeof(*o));
	uint32_t i;

	*why = "out of memory";
	if (!o)
		return NULL;
	*why = image__read(&o->image, data, size);
	o->budget = BUDGET;
	o->image.budget = &o->budget;
	if (!*why) {
		o->programs = calloc(o->image.function_count + 1, sizeof(*o->programs));
		*why = o->programs ? NULL : "out of memory";
	}
	for (i = 0; !*why && i < o->image.function_count; i++)
		if (o->image.functions[i].program &&
		    !measure(&o->image, i, &o->programs[o->bounds.count++]))
			*why = "out of memory";
	o->bounds.programs = o->programs;
	if (!*why)
		return &o->bounds;
	bounds__free(&o->bounds);
	return NULL;
}

void bounds__free(struct bounds *bounds)
{
	struct object *o = (struct object *)bounds;

	if (!o)
		return;
	image__free(&o->image);
	free(o->programs);
	free(o);
}

bool bounds__resumption(const struct bounds *bounds, const char *program, uint32_t id,
			uint32_t *insns, uint64_t *work)
{
	const struct object *o = (const struct object *)bounds;
	uint32_t i, j = 0;

	for (i = 0; i < o->image.function_count; i++) {
		const struct function *f = &o->image.functions[i];

		j += f->program;
		if (!f->program || strcmp(f->name, program))
			continue;
		if (id)
			return walk__resumed(&o->image, i, id, insns, work);
		*insns = o->programs[j - 1].loaded_insns;
		*work = o->programs[j - 1].work;
		return true;
	}
	return false;
}
