// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/*
 * Finds what is FlexNet's in a file that may be anything, and checks what libbpf believes:
 * it follows section, symbol and relocation indices without looking.
 */
#include <errno.h>
#include <gelf.h>
#include <libelf.h>
#include <string.h>

#include <flexnet/kernel_runtime.h>

#include "internal.h"

#define damaged(fmt, ...) flexnet_fail(EINVAL, "truncated or damaged: " fmt, ##__VA_ARGS__)

struct file {
	Elf *elf;
	const char *data;
	size_t size;
	size_t sections;
	size_t names; /* section of section names */
	size_t symbols;
	struct elf_parts *parts;
};

static int check_header(struct file *f)
{
	GElf_Ehdr header;

	if (elf_kind(f->elf) != ELF_K_ELF)
		return flexnet_fail(EINVAL, "not an ELF file");
	if (!gelf_getehdr(f->elf, &header))
		return damaged("no ELF header");
	if (header.e_machine != EM_BPF || header.e_ident[EI_CLASS] != ELFCLASS64)
		return flexnet_fail(EINVAL, "not a BPF object: compile it with "
				    "`clang -target bpf -fflexnet-coro -c`");
	if (header.e_ident[EI_DATA] != ELFDATA2LSB)
		return flexnet_fail(EINVAL, "a big-endian BPF object; FlexNet's are little-endian");
	if (header.e_type != ET_REL)
		return flexnet_fail(EINVAL, "a BPF file, but not a relocatable object (.o)");
	if (elf_getshdrnum(f->elf, &f->sections) || elf_getshdrstrndx(f->elf, &f->names) ||
	    !f->sections)
		return damaged("no section headers");
	return 0;
}

/* Its bytes must be in the file, and only .bss may have none. */
static int check_section(const struct file *f, const GElf_Shdr *shdr, const char *name)
{
	if (shdr->sh_type == SHT_NOBITS)
		return strncmp(name, ".bss", 4) ? damaged("section '%s' is empty", name) : 0;
	if (shdr->sh_offset > f->size || shdr->sh_size > f->size - shdr->sh_offset)
		return damaged("section '%s' ends behind the end of the file", name);
	return 0;
}

/* Size of a section that a symbol or relocation is in. */
static int size_of(const struct file *f, size_t index, GElf_Xword *size)
{
	Elf_Scn *scn = index < f->sections ? elf_getscn(f->elf, index) : NULL;
	GElf_Shdr shdr;

	if (!scn || !gelf_getshdr(scn, &shdr))
		return damaged("there is no section %zu", index);
	*size = shdr.sh_size;
	return 0;
}

static int check_symbols(struct file *f, Elf_Scn *scn, const GElf_Shdr *shdr)
{
	Elf_Data *data = elf_getdata(scn, NULL);
	size_t i;

	if (f->symbols)
		return damaged("two symbol tables");
	if (!data || shdr->sh_entsize != sizeof(Elf64_Sym) || shdr->sh_size % sizeof(Elf64_Sym))
		return damaged("the symbol table");
	f->symbols = shdr->sh_size / sizeof(Elf64_Sym);
	for (i = 0; i < f->symbols; i++) {
		GElf_Xword size = 0;
		GElf_Sym sym;

		if (!gelf_getsym(data, i, &sym) || !elf_strptr(f->elf, shdr->sh_link, sym.st_name))
			return damaged("symbol %zu has no name", i);
		if (sym.st_shndx == SHN_UNDEF || sym.st_shndx >= SHN_LORESERVE)
			continue;
		if (size_of(f, sym.st_shndx, &size))
			return -EINVAL;
		if (sym.st_value > size || sym.st_size > size - sym.st_value)
			return damaged("symbol %zu is not inside its section", i);
	}
	return 0;
}

static int check_relocations(const struct file *f, Elf_Scn *scn, const GElf_Shdr *shdr,
			     const char *name)
{
	Elf_Data *data = elf_getdata(scn, NULL);
	GElf_Xword size = 0;
	size_t i;

	if (!data || shdr->sh_entsize != sizeof(Elf64_Rel) || shdr->sh_size % sizeof(Elf64_Rel))
		return damaged("relocations '%s'", name);
	if (size_of(f, shdr->sh_info, &size))
		return -EINVAL;
	for (i = 0; i < shdr->sh_size / sizeof(Elf64_Rel); i++) {
		GElf_Rel rel;

		if (!gelf_getrel(data, i, &rel) || rel.r_offset >= size ||
		    GELF_R_SYM(rel.r_info) >= f->symbols)
			return damaged("relocation %zu of '%s'", i, name);
	}
	return 0;
}

static int for_each_section(struct file *f,
			    int (*fn)(struct file *, Elf_Scn *, const GElf_Shdr *, const char *))
{
	size_t i;
	int err = 0;

	for (i = 1; !err && i < f->sections; i++) {
		Elf_Scn *scn = elf_getscn(f->elf, i);
		GElf_Shdr shdr;
		const char *name;

		if (!scn || !gelf_getshdr(scn, &shdr))
			return damaged("section header %zu", i);
		name = elf_strptr(f->elf, f->names, shdr.sh_name);
		if (!name)
			return damaged("section %zu has no name", i);
		err = fn(f, scn, &shdr, name);
	}
	return err;
}

static int first_pass(struct file *f, Elf_Scn *scn, const GElf_Shdr *shdr, const char *name)
{
	const char *bytes;
	int err;

	err = check_section(f, shdr, name);
	if (err || shdr->sh_type == SHT_NOBITS)
		return err;
	bytes = f->data + shdr->sh_offset;
	if (shdr->sh_type == SHT_SYMTAB)
		return check_symbols(f, scn, shdr);
	if (!strcmp(name, ".BTF"))
		return btf__check(bytes, shdr->sh_size);
	if (!strcmp(name, FLEXNET_ABI_SECTION) && shdr->sh_type == SHT_PROGBITS)
		f->parts->table = (struct elf_part){ bytes, shdr->sh_size };
	if (!strcmp(name, FLEXNET_KERNEL_SECTION) && shdr->sh_type == SHT_PROGBITS)
		f->parts->kernel = (struct elf_part){ bytes, shdr->sh_size };
	return 0;
}

/* When the number of symbols is known. */
static int second_pass(struct file *f, Elf_Scn *scn, const GElf_Shdr *shdr, const char *name)
{
	return shdr->sh_type == SHT_REL ? check_relocations(f, scn, shdr, name) : 0;
}

int elf__read(const void *data, size_t size, struct elf_parts *parts)
{
	struct file f = { .data = data, .size = size, .parts = parts };
	int err;

	*parts = (struct elf_parts){};
	elf_version(EV_CURRENT);
	/* Only read: libelf's prototype lacks the const. */
	f.elf = elf_memory((char *)data, size);
	if (!f.elf)
		return flexnet_fail(EINVAL, "not an ELF file");
	err = check_header(&f);
	err = err ?: for_each_section(&f, first_pass);
	err = err ?: for_each_section(&f, second_pass);
	elf_end(f.elf);
	return err;
}
