// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Reads code and relocations from an ELF file that may be anything. */
#include <gelf.h>
#include <libelf.h>
#include <stdlib.h>
#include <string.h>

#include "image.h"

/* More than any program the kernel takes. */
#define MAX_INSNS (4 << 20)
#define MAX_MAPS 256

const char *image__symbol_name(const struct image *image, uint32_t offset)
{
	return elf_strptr(image->elf, image->symbol_names, offset) ?: "";
}

const struct section *image__section(const struct image *image, const char *name)
{
	uint32_t i;

	for (i = 1; i < image->section_count; i++)
		if (!strcmp(image->sections[i].name, name))
			return &image->sections[i];
	return NULL;
}

int image__function_at(const struct image *image, uint32_t insn)
{
	uint32_t low = 0, high = image->function_count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		const struct function *f = &image->functions[mid];

		if (insn < f->start)
			high = mid;
		else if (insn >= f->start + f->count)
			low = mid + 1;
		else
			return mid;
	}
	return -1;
}

const struct map *image__map(const struct image *image, uint32_t name)
{
	uint32_t i;

	for (i = 0; i < image->map_count; i++)
		if (image->maps[i].name == name)
			return &image->maps[i];
	return NULL;
}

struct bounds_place image__place(const struct image *image, uint32_t insn)
{
	if (insn < image->insn_count && image->insns[insn].line)
		return image->lines[image->insns[insn].line - 1].place;
	return (struct bounds_place){ .file = "" };
}

static const char *read_sections(struct image *image, const char *data, size_t size)
{
	size_t count, names, total = 0;
	uint32_t i;

	if (elf_getshdrnum(image->elf, &count) || elf_getshdrstrndx(image->elf, &names) || !count)
		return "it has no sections";
	image->sections = calloc(count, sizeof(*image->sections));
	if (!image->sections)
		return "out of memory";
	image->section_count = count;
	image->sections[0].name = "";
	for (i = 1; i < count; i++) {
		struct section *s = &image->sections[i];
		Elf_Scn *scn = elf_getscn(image->elf, i);
		GElf_Shdr shdr;

		s->name = "";
		if (!scn || !gelf_getshdr(scn, &shdr))
			return "a section is damaged";
		s->name = elf_strptr(image->elf, names, shdr.sh_name) ?: "";
		if (shdr.sh_type == SHT_SYMTAB) {
			image->symbols = i;
			image->symbol_names = shdr.sh_link;
		}
		if (shdr.sh_type == SHT_NOBITS)
			continue;
		if (shdr.sh_offset > size || shdr.sh_size > size - shdr.sh_offset)
			return "a section ends behind the end of the file";
		s->data = data + shdr.sh_offset;
		s->size = shdr.sh_size;
		s->code = shdr.sh_type == SHT_PROGBITS && (shdr.sh_flags & SHF_EXECINSTR);
		s->first = total;
		if (s->code)
			total += s->size / sizeof(struct bpf_insn);
		if (total > MAX_INSNS)
			return "it has more code than any kernel takes";
	}
	image->insn_count = total;
	return NULL;
}

static const char *read_code(struct image *image)
{
	uint32_t i, j;

	image->insns = calloc(image->insn_count + 1, sizeof(*image->insns));
	if (!image->insns)
		return "out of memory";
	for (i = 1; i < image->section_count; i++) {
		const struct section *s = &image->sections[i];

		for (j = 0; s->code && j < s->size / sizeof(struct bpf_insn); j++)
			memcpy(&image->insns[s->first + j].raw,
			       (const char *)s->data + j * sizeof(struct bpf_insn),
			       sizeof(struct bpf_insn));
	}
	return NULL;
}

static int by_start(const void *a, const void *b)
{
	const struct function *x = a, *y = b;

	return x->start < y->start ? -1 : x->start > y->start;
}

static const char *read_functions(struct image *image)
{
	Elf_Data *data = image->symbols ? elf_getdata(elf_getscn(image->elf, image->symbols), NULL)
					: NULL;
	uint32_t i, kept = 0, count = data ? data->d_size / sizeof(Elf64_Sym) : 0;

	image->functions = calloc(count + 1, sizeof(*image->functions));
	if (!image->functions)
		return "out of memory";
	for (i = 0; i < count; i++) {
		const struct section *s;
		struct function *f = &image->functions[image->function_count];
		GElf_Sym sym;

		if (!gelf_getsym(data, i, &sym) || GELF_ST_TYPE(sym.st_info) != STT_FUNC ||
		    sym.st_shndx == SHN_UNDEF || sym.st_shndx >= image->section_count)
			continue;
		s = &image->sections[sym.st_shndx];
		if (!s->code || sym.st_value > s->size || sym.st_size > s->size - sym.st_value ||
		    sym.st_size < sizeof(struct bpf_insn))
			continue;
		f->name = image__symbol_name(image, sym.st_name);
		f->section = s->name;
		f->symbol = i;
		f->start = s->first + sym.st_value / sizeof(struct bpf_insn);
		f->count = sym.st_size / sizeof(struct bpf_insn);
		f->program = strcmp(s->name, ".text") != 0;
		f->global = GELF_ST_BIND(sym.st_info) != STB_LOCAL &&
			    GELF_ST_VISIBILITY(sym.st_other) == STV_DEFAULT;
		image->function_count++;
	}
	qsort(image->functions, image->function_count, sizeof(*image->functions), by_start);
	/* Of a damaged file's that overlap, the first. */
	for (i = 0; i < image->function_count; i++) {
		const struct function *last = &image->functions[kept - 1];

		if (!kept || image->functions[i].start >= last->start + last->count)
			image->functions[kept++] = image->functions[i];
	}
	image->function_count = kept;
	return NULL;
}

static void refer_to_function(const struct image *image, struct insn *insn, uint8_t ref,
			      uint64_t where)
{
	int f = where < image->insn_count ? image__function_at(image, where) : -1;

	if (f >= 0 && image->functions[f].start == where) {
		insn->ref = ref;
		insn->target = f;
	}
}

static bool is_load_imm64(const struct insn *insn)
{
	return insn->raw.code == (BPF_LD | BPF_IMM | BPF_DW);
}

static void relocate(struct image *image, struct insn *insn, const GElf_Sym *sym)
{
	bool call = insn->raw.code == (BPF_JMP | BPF_CALL);
	const struct section *s = sym->st_shndx < image->section_count ?
					  &image->sections[sym->st_shndx] : NULL;
	uint64_t at = sym->st_value / sizeof(struct bpf_insn);

	if (sym->st_shndx == SHN_UNDEF) {
		insn->ref = call ? REF_KFUNC : REF_EXTERN;
		insn->target = sym->st_name;
	} else if (!s) {
		return;
	} else if (call && s->code) {
		/* The section's symbol with the distance from its start, or the function's. */
		refer_to_function(image, insn, REF_CALL, s->first + at + insn->raw.imm + 1);
	} else if (is_load_imm64(insn) && s->code) {
		refer_to_function(image, insn, REF_FUNC,
				  s->first + at + insn->raw.imm / sizeof(struct bpf_insn));
	} else if (is_load_imm64(insn) && !strcmp(s->name, ".maps")) {
		insn->ref = REF_MAP;
		insn->target = sym->st_name;
	} else if (is_load_imm64(insn)) {
		insn->ref = REF_DATA;
		insn->target = sym->st_shndx;
		insn->raw.imm += sym->st_value;
	}
}

static void read_relocations(struct image *image, Elf_Scn *scn, const GElf_Shdr *shdr)
{
	const struct section *code = shdr->sh_info < image->section_count ?
					     &image->sections[shdr->sh_info] : NULL;
	Elf_Data *symbols, *data = elf_getdata(scn, NULL);
	size_t i, at;

	if (!image->symbols || !code || !code->code || !data)
		return;
	symbols = elf_getdata(elf_getscn(image->elf, image->symbols), NULL);
	for (i = 0; i < shdr->sh_size / sizeof(Elf64_Rel); i++) {
		GElf_Rel rel;
		GElf_Sym sym;

		if (!gelf_getrel(data, i, &rel) || !symbols || rel.r_offset >= code->size ||
		    !gelf_getsym(symbols, GELF_R_SYM(rel.r_info), &sym))
			continue;
		at = code->first + rel.r_offset / sizeof(struct bpf_insn);
		relocate(image, &image->insns[at], &sym);
	}
}

/* Calls in one section need no relocation. */
static void resolve_calls(struct image *image)
{
	uint32_t i;

	for (i = 0; i < image->insn_count; i++) {
		struct insn *insn = &image->insns[i];

		if (insn->raw.code == (BPF_JMP | BPF_CALL) && !insn->ref &&
		    insn->raw.src_reg == BPF_PSEUDO_CALL)
			refer_to_function(image, insn, REF_CALL, (uint64_t)i + 1 + insn->raw.imm);
	}
}

/* Of the maps that code refers to. */
static void read_maps(struct image *image)
{
	uint32_t i;

	image->maps = calloc(MAX_MAPS + 1, sizeof(*image->maps));
	for (i = 0; image->maps && i < image->insn_count; i++) {
		uint32_t name = image->insns[i].target;
		struct map *map = &image->maps[image->map_count];

		if (image->insns[i].ref != REF_MAP || image__map(image, name) ||
		    image->map_count == MAX_MAPS)
			continue;
		map->name = name;
		types__map(&image->types, image__symbol_name(image, name), map);
		image->map_count++;
	}
}

static const char *read_elf(struct image *image, const void *data, size_t size)
{
	const struct section *btf, *ext;
	const char *why;
	GElf_Ehdr header;
	uint32_t i;

	if (elf_kind(image->elf) != ELF_K_ELF || !gelf_getehdr(image->elf, &header) ||
	    header.e_machine != EM_BPF || header.e_ident[EI_CLASS] != ELFCLASS64 ||
	    header.e_ident[EI_DATA] != ELFDATA2LSB)
		return "it is not an object for BPF";
	why = read_sections(image, data, size);
	why = why ?: read_code(image);
	why = why ?: read_functions(image);
	if (why)
		return why;
	for (i = 1; i < image->section_count; i++) {
		Elf_Scn *scn = elf_getscn(image->elf, i);
		GElf_Shdr shdr;

		if (scn && gelf_getshdr(scn, &shdr) && shdr.sh_type == SHT_REL)
			read_relocations(image, scn, &shdr);
	}
	resolve_calls(image);
	btf = image__section(image, ".BTF");
	ext = image__section(image, ".BTF.ext");
	if (btf && btf->data && types__read(&image->types, btf->data, btf->size))
		return "its BTF is damaged";
	if (ext && ext->data && image->types.data && lines__read(image, ext->data, ext->size))
		return "its line numbers are damaged";
	read_maps(image);
	return NULL;
}

const char *image__read(struct image *image, const void *data, size_t size)
{
	memset(image, 0, sizeof(*image));
	elf_version(EV_CURRENT);
	/* Only read: libelf's prototype lacks the const. */
	image->elf = elf_memory((char *)data, size);
	return image->elf ? read_elf(image, data, size) : "it is not an object for BPF";
}

void image__free(struct image *image)
{
	free(image->maps);
	free(image->types.type);
	free(image->lines);
	free(image->functions);
	free(image->insns);
	free(image->sections);
	elf_end(image->elf);
}
