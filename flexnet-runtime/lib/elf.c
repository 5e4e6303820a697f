// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Finds the table in a file that may be anything. */
#include <errno.h>
#include <gelf.h>
#include <libelf.h>
#include <string.h>

#include "internal.h"

#define DAMAGED "truncated or damaged"

/* libbpf and libelf believe section headers; here each must lie in the file. */
static int check_section(const GElf_Shdr *header, size_t index, size_t size)
{
	if (header->sh_type == SHT_NOBITS || header->sh_type == SHT_NULL)
		return 0;
	if (header->sh_offset > size || header->sh_size > size - header->sh_offset)
		return flexnet_fail(EINVAL, DAMAGED ": section %zu ends behind the end of the file",
				    index);
	return 0;
}

static int find(Elf *elf, const void *data, size_t size, const void **section,
		size_t *section_size)
{
	size_t names, count, i;
	GElf_Ehdr header;

	if (elf_kind(elf) != ELF_K_ELF)
		return flexnet_fail(EINVAL, "not an ELF file");
	if (!gelf_getehdr(elf, &header))
		return flexnet_fail(EINVAL, DAMAGED ": no ELF header");
	if (header.e_machine != EM_BPF || header.e_ident[EI_CLASS] != ELFCLASS64)
		return flexnet_fail(EINVAL, "not a BPF object: compile it with "
				    "`clang -target bpf -fflexnet-coro -c`");
	if (header.e_ident[EI_DATA] != ELFDATA2LSB)
		return flexnet_fail(EINVAL, "a big-endian BPF object; FlexNet's are little-endian");
	if (header.e_type != ET_REL)
		return flexnet_fail(EINVAL, "a BPF file, but not a relocatable object (.o)");
	if (elf_getshdrnum(elf, &count) || elf_getshdrstrndx(elf, &names) || !count)
		return flexnet_fail(EINVAL, DAMAGED ": no section headers");

	*section = NULL;
	for (i = 1; i < count; i++) {
		Elf_Scn *scn = elf_getscn(elf, i);
		GElf_Shdr shdr;
		const char *name;
		int err;

		if (!scn || !gelf_getshdr(scn, &shdr))
			return flexnet_fail(EINVAL, DAMAGED ": section header %zu", i);
		err = check_section(&shdr, i, size);
		if (err)
			return err;
		name = elf_strptr(elf, names, shdr.sh_name);
		if (!name)
			return flexnet_fail(EINVAL, DAMAGED ": section %zu has no name", i);
		if (strcmp(name, FLEXNET_ABI_SECTION) || shdr.sh_type != SHT_PROGBITS)
			continue;
		*section = (const char *)data + shdr.sh_offset;
		*section_size = shdr.sh_size;
	}
	if (!*section)
		return flexnet_fail(ENOENT, "holds no coroutine (no " FLEXNET_ABI_SECTION
				    " section): no function uses co_await, or it was not compiled "
				    "by FlexNet's clang with -fflexnet-coro");
	return 0;
}

int elf__find_table(const void *data, size_t size, const void **section, size_t *section_size)
{
	Elf *elf;
	int err;

	elf_version(EV_CURRENT);
	/* Only read: libelf's prototype lacks the const. */
	elf = elf_memory((char *)data, size);
	if (!elf)
		return flexnet_fail(EINVAL, "not an ELF file");
	err = find(elf, data, size, section, section_size);
	elf_end(elf);
	return err;
}
