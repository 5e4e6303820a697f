// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ObjectBytes.h"
#include "Fuzz.h"

#include <cstring>
#include <elf.h>

namespace {
struct Range {
  size_t Begin, Size;
};
} // namespace

/// The bytes of one section, or of the headers: most of a file is code that nobody reads.
static Range somewhere(const uint8_t *Data, size_t Size, unsigned Seed) {
  const Range All = {0, Size};
  Elf64_Ehdr Header;
  Elf64_Shdr Section;
  if (Size < sizeof(Header))
    return All;
  memcpy(&Header, Data, sizeof(Header));
  if (Seed % 8 == 0)
    return {0, sizeof(Header)};
  const Range Table = {Header.e_shoff, Header.e_shnum * sizeof(Section)};
  if (!Table.Size || Table.Begin > Size || Table.Size > Size - Table.Begin)
    return All;
  if (Seed % 8 == 1)
    return Table;
  memcpy(&Section, Data + Table.Begin + Seed / 8 % Header.e_shnum * sizeof(Section),
         sizeof(Section));
  const Range Bytes = {Section.sh_offset, Section.sh_size};
  return !Bytes.Size || Bytes.Begin > Size || Bytes.Size > Size - Bytes.Begin ? All : Bytes;
}

void fuzz::mutateObject(uint8_t *Data, size_t Size, unsigned Seed) {
  Range R = somewhere(Data, Size, Seed);
  LLVMFuzzerMutate(Data + R.Begin, R.Size, R.Size);
}
