// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* As much of BTF as says what functions take, what keys a map has and where code is from. */
#include <stdlib.h>
#include <string.h>

#include "image.h"

/* What follows struct btf_type; -1: unknown kind. */
static int extra_size(const struct btf_type *t)
{
	uint32_t vlen = BTF_INFO_VLEN(t->info);

	switch (BTF_INFO_KIND(t->info)) {
	case BTF_KIND_PTR:
	case BTF_KIND_FWD:
	case BTF_KIND_TYPEDEF:
	case BTF_KIND_VOLATILE:
	case BTF_KIND_CONST:
	case BTF_KIND_RESTRICT:
	case BTF_KIND_FUNC:
	case BTF_KIND_FLOAT:
	case BTF_KIND_TYPE_TAG:
		return 0;
	case BTF_KIND_INT:
	case BTF_KIND_VAR:
	case BTF_KIND_DECL_TAG:
		return sizeof(uint32_t);
	case BTF_KIND_ARRAY:
		return sizeof(struct btf_array);
	case BTF_KIND_STRUCT:
	case BTF_KIND_UNION:
		return vlen * sizeof(struct btf_member);
	case BTF_KIND_ENUM:
		return vlen * sizeof(struct btf_enum);
	case BTF_KIND_ENUM64:
		return vlen * sizeof(struct btf_enum64);
	case BTF_KIND_FUNC_PROTO:
		return vlen * sizeof(struct btf_param);
	case BTF_KIND_DATASEC:
		return vlen * sizeof(struct btf_var_secinfo);
	default:
		return -1;
	}
}

const char *types__string(const struct types *types, uint32_t offset)
{
	return offset < types->strings_size ? types->strings + offset : "";
}

/* The types' start and end, after checking what the header says. */
static int find_types(struct types *types, const char *data, size_t size, const char **start,
		      const char **end)
{
	struct btf_header h;

	if (size < sizeof(h))
		return -1;
	memcpy(&h, data, sizeof(h));
	if (h.magic != BTF_MAGIC || h.hdr_len < sizeof(h) || h.hdr_len > size ||
	    h.type_off > size - h.hdr_len || h.type_len > size - h.hdr_len - h.type_off ||
	    h.str_off > size - h.hdr_len || h.str_len > size - h.hdr_len - h.str_off ||
	    (h.hdr_len + h.type_off) % 4 || (uintptr_t)data % 4)
		return -1;
	types->data = data;
	types->strings = data + h.hdr_len + h.str_off;
	types->strings_size = h.str_len;
	if (!h.str_len || types->strings[h.str_len - 1])
		return -1;
	*start = data + h.hdr_len + h.type_off;
	*end = *start + h.type_len;
	return 0;
}

int types__read(struct types *types, const void *data, size_t size)
{
	const char *at, *end;
	uint32_t room;

	if (find_types(types, data, size, &at, &end))
		return -1;
	room = (end - at) / sizeof(struct btf_type) + 1;
	types->type = calloc(room, sizeof(*types->type));
	if (!types->type)
		return -1;
	for (types->count = 1; at < end; types->count++) {
		const struct btf_type *t = (const void *)at;
		int extra = (size_t)(end - at) < sizeof(*t) ? -1 : extra_size(t);

		if (extra < 0 || (size_t)(end - at) < sizeof(*t) + extra)
			return -1;
		types->type[types->count] = t;
		at += sizeof(*t) + extra;
	}
	return 0;
}

const struct btf_type *types__get(const struct types *types, uint32_t id)
{
	return id < types->count ? types->type[id] : NULL;
}

const struct btf_type *types__resolve(const struct types *types, uint32_t id)
{
	const struct btf_type *t = types__get(types, id);
	int steps;

	for (steps = 0; t && steps < 32; steps++)
		switch (BTF_INFO_KIND(t->info)) {
		case BTF_KIND_TYPEDEF:
		case BTF_KIND_VOLATILE:
		case BTF_KIND_CONST:
		case BTF_KIND_RESTRICT:
		case BTF_KIND_TYPE_TAG:
			t = types__get(types, t->type);
			break;
		default:
			return t;
		}
	return NULL;
}

const struct btf_type *types__prototype(const struct types *types, const char *function)
{
	uint32_t i;

	for (i = 1; i < types->count; i++) {
		const struct btf_type *t = types->type[i];

		if (BTF_INFO_KIND(t->info) != BTF_KIND_FUNC ||
		    strcmp(types__string(types, t->name_off), function))
			continue;
		t = types__get(types, t->type);
		return t && BTF_INFO_KIND(t->info) == BTF_KIND_FUNC_PROTO ? t : NULL;
	}
	return NULL;
}

static uint32_t size_of(const struct types *types, uint32_t id, int depth)
{
	const struct btf_type *t = types__resolve(types, id);
	const struct btf_array *array;

	if (!t || depth > 8)
		return 0;
	switch (BTF_INFO_KIND(t->info)) {
	case BTF_KIND_PTR:
		return 8;
	case BTF_KIND_ARRAY:
		array = (const void *)(t + 1);
		return array->nelems * size_of(types, array->type, depth + 1);
	case BTF_KIND_INT:
	case BTF_KIND_ENUM:
	case BTF_KIND_ENUM64:
	case BTF_KIND_STRUCT:
	case BTF_KIND_UNION:
		return t->size;
	default:
		return 0;
	}
}

/* __uint(key_size, n) is a pointer to an array of n; __type(key, T) a pointer to T. */
static void read_member(const struct types *types, const struct btf_member *m, struct map *map)
{
	const char *name = types__string(types, m->name_off);
	const struct btf_type *t = types__resolve(types, m->type), *to;
	uint32_t *size = !strncmp(name, "key", 3) ? &map->key :
			 !strncmp(name, "value", 5) ? &map->value : NULL;

	if (!size || !t || BTF_INFO_KIND(t->info) != BTF_KIND_PTR)
		return;
	if (!strcmp(name, "key") || !strcmp(name, "value"))
		*size = size_of(types, t->type, 0);
	to = types__resolve(types, t->type);
	if (!strcmp(strchr(name, '_') ?: "", "_size") && to &&
	    BTF_INFO_KIND(to->info) == BTF_KIND_ARRAY)
		*size = ((const struct btf_array *)(to + 1))->nelems;
}

void types__map(const struct types *types, const char *name, struct map *map)
{
	const struct btf_member *m;
	uint32_t i, j;

	for (i = 1; i < types->count; i++) {
		const struct btf_type *t = types->type[i];

		if (BTF_INFO_KIND(t->info) != BTF_KIND_VAR ||
		    strcmp(types__string(types, t->name_off), name))
			continue;
		t = types__resolve(types, t->type);
		if (!t || BTF_INFO_KIND(t->info) != BTF_KIND_STRUCT)
			return;
		m = (const void *)(t + 1);
		for (j = 0; j < BTF_INFO_VLEN(t->info); j++)
			read_member(types, &m[j], map);
		return;
	}
}

struct ext_header {
	uint16_t magic;
	uint8_t version, flags;
	uint32_t hdr_len, func_off, func_len, line_off, line_len;
};
struct ext_section {
	uint32_t name, count;
};

static int by_insn(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	return x->insn < y->insn ? -1 : x->insn > y->insn;
}

/* Each instruction has the place of the last one before it that says one, in its function. */
static void spread_lines(struct image *image)
{
	uint32_t i, j, next = 0;

	for (i = 0; i < image->function_count; i++) {
		const struct function *f = &image->functions[i];
		uint32_t last = 0;

		for (j = f->start; j < f->start + f->count; j++) {
			while (next < image->line_count && image->lines[next].insn <= j)
				if (image->lines[next++].insn >= f->start)
					last = next;
			image->insns[j].line = last;
		}
	}
}

static void add_line(struct image *image, const struct section *code, const struct bpf_line_info *l)
{
	uint64_t at = l->insn_off / sizeof(struct bpf_insn);

	if (at >= code->size / sizeof(struct bpf_insn))
		return;
	image->lines[image->line_count++] = (struct line){
		.insn = code->first + at,
		.place = {
			.file = types__string(&image->types, l->file_name_off),
			.line = BPF_LINE_INFO_LINE_NUM(l->line_col),
			.column = BPF_LINE_INFO_LINE_COL(l->line_col),
		},
	};
}

/* Names of functions as in the source: symbols of static ones are not. */
static void add_name(struct image *image, const struct section *code,
		     const struct bpf_func_info *info)
{
	const struct btf_type *t = types__get(&image->types, info->type_id);
	uint64_t at = code->first + info->insn_off / sizeof(struct bpf_insn);
	int f = at < image->insn_count ? image__function_at(image, at) : -1;

	if (t && BTF_INFO_KIND(t->info) == BTF_KIND_FUNC && f >= 0 &&
	    !image->functions[f].program && image->functions[f].start == at)
		image->functions[f].name = types__string(&image->types, t->name_off);
}

/* Records of one kind, section by section; -1: damaged. */
static int read_records(struct image *image, const char *at, uint32_t size, bool functions)
{
	const char *end = at + size;
	uint32_t record, i;

	if (size < sizeof(record))
		return 0;
	memcpy(&record, at, sizeof(record));
	at += sizeof(record);
	if (record < (functions ? sizeof(struct bpf_func_info) : sizeof(struct bpf_line_info)))
		return -1;
	if (!functions)
		image->lines = calloc(size / record + 1, sizeof(*image->lines));
	if (!functions && !image->lines)
		return -1;
	while ((size_t)(end - at) >= sizeof(struct ext_section)) {
		const struct section *code;
		struct ext_section s;

		memcpy(&s, at, sizeof(s));
		at += sizeof(s);
		if ((uint64_t)s.count * record > (size_t)(end - at))
			return -1;
		code = image__section(image, types__string(&image->types, s.name));
		for (i = 0; i < s.count; i++, at += record) {
			struct bpf_func_info f;
			struct bpf_line_info l;

			if (!code || !code->code)
				continue;
			if (functions) {
				memcpy(&f, at, sizeof(f));
				add_name(image, code, &f);
			} else {
				memcpy(&l, at, sizeof(l));
				add_line(image, code, &l);
			}
		}
	}
	return 0;
}

int lines__read(struct image *image, const void *data, size_t size)
{
	const char *start = data;
	struct ext_header h;

	if (size < sizeof(h))
		return -1;
	memcpy(&h, data, sizeof(h));
	if (h.magic != BTF_MAGIC || h.hdr_len < sizeof(h) || h.hdr_len > size ||
	    h.line_off > size - h.hdr_len || h.line_len > size - h.hdr_len - h.line_off ||
	    h.func_off > size - h.hdr_len || h.func_len > size - h.hdr_len - h.func_off)
		return -1;
	start += h.hdr_len;
	if (read_records(image, start + h.func_off, h.func_len, true) ||
	    read_records(image, start + h.line_off, h.line_len, false))
		return -1;
	if (image->lines)
		qsort(image->lines, image->line_count, sizeof(*image->lines), by_insn);
	spread_lines(image);
	return 0;
}
