/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The code of an object, with what its relocations say: image.c. Its BTF: types.c. */
#ifndef FLEXNET_BOUNDS_IMAGE_H
#define FLEXNET_BOUNDS_IMAGE_H

#include <linux/bpf.h>
#include <linux/btf.h>

#include "bounds.h"

#define container_count(a) (sizeof(a) / sizeof((a)[0]))

enum ref {
	REF_NONE,
	REF_CALL,   /* target: a function of the object */
	REF_KFUNC,  /* target: offset of its name in `symbol_names` */
	REF_MAP,    /* target: number of a symbol; imm64: a map */
	REF_DATA,   /* target: section; imm64: offset in it */
	REF_FUNC,   /* target: a function; imm64: its address */
	REF_EXTERN, /* imm64: a variable of the kernel */
};

struct insn {
	struct bpf_insn raw;
	uint8_t ref;
	uint32_t target;
	uint32_t line; /* index into image.lines, plus 1 */
};

struct function {
	const char *name;
	const char *section;
	uint32_t start, count; /* in image.insns */
	uint32_t symbol;
	bool global;  /* verified by itself */
	bool program; /* called by the kernel */
};

struct section {
	const char *name;
	const void *data; /* NULL: .bss */
	size_t size;
	uint32_t first; /* of its code in image.insns */
	bool code;
};

struct line {
	uint32_t insn;
	struct bounds_place place;
};

struct types {
	const char *data; /* the whole .BTF */
	const char *strings;
	uint32_t strings_size;
	const struct btf_type **type; /* by number; [0] is NULL */
	uint32_t count;
};

struct map {
	uint32_t name; /* offset in `symbol_names` */
	uint32_t key, value; /* bytes; 0: not known */
};

struct image {
	void *elf;
	struct section *sections;
	uint32_t section_count;
	uint32_t symbols; /* section of the symbol table */
	uint32_t symbol_names;
	struct insn *insns;
	uint32_t insn_count;
	struct function *functions; /* ascending `start` */
	uint32_t function_count;
	struct line *lines; /* ascending `insn` */
	uint32_t line_count;
	struct types types;
	struct map *maps;
	uint32_t map_count;
	uint64_t *budget; /* steps that walks through it may still take, all together */
};

/* Returns why not, or NULL. */
const char *image__read(struct image *image, const void *data, size_t size);
void image__free(struct image *image);
/* -1: none. */
int image__function_at(const struct image *image, uint32_t insn);
const struct section *image__section(const struct image *image, const char *name);
const char *image__symbol_name(const struct image *image, uint32_t offset);
const struct map *image__map(const struct image *image, uint32_t name);
struct bounds_place image__place(const struct image *image, uint32_t insn);

/* types.c */
int types__read(struct types *types, const void *data, size_t size);
const char *types__string(const struct types *types, uint32_t offset);
/* The prototype of a function; NULL. */
const struct btf_type *types__prototype(const struct types *types, const char *function);
const struct btf_type *types__get(const struct types *types, uint32_t id);
/* Behind typedefs and qualifiers. */
const struct btf_type *types__resolve(const struct types *types, uint32_t id);
/* Bytes of the keys and values of a map, by the name of its variable; else left alone. */
void types__map(const struct types *types, const char *name, struct map *map);
/* Of .BTF.ext, for all code sections. */
int lines__read(struct image *image, const void *data, size_t size);

#endif
