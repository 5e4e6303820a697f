// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// Sections, symbols and relocations of an object; the programs that libbpf makes of them.
#include "Object.h"

#include "internal.h"

#include <elf.h>
#include <linux/bpf.h>

#include <algorithm>
#include <cstring>

namespace flexnet::explain {

namespace {
constexpr uint64_t InsnBytes = sizeof(bpf_insn);
/// More of these are a damaged file.
constexpr size_t MaxSections = 4096, MaxParts = 4096;
/// R_BPF_64_ABS64, R_BPF_64_ABS32, R_BPF_64_NODYLD32.
constexpr uint32_t Absolute64 = 2, Absolute32 = 3, NoDynamic32 = 4;

/// Copies the T at an offset, if it is inside.
template <class T> bool readAt(std::string_view Bytes, uint64_t Offset, T &Out) {
  if (Offset > Bytes.size() || Bytes.size() - Offset < sizeof(T))
    return false;
  memcpy(&Out, Bytes.data() + Offset, sizeof(T));
  return true;
}

std::string_view bytesOf(const Section &S) {
  return S.Data ? std::string_view(S.Data, S.Size) : std::string_view();
}

std::string stringIn(std::string_view Strings, uint64_t Offset) {
  if (Offset >= Strings.size())
    return {};
  Strings.remove_prefix(Offset);
  return std::string(Strings.substr(0, Strings.find('\0')));
}
} // namespace

std::unique_ptr<Object> Object::read(std::string_view Bytes) {
  Elf64_Ehdr Header;
  if (!readAt(Bytes, 0, Header) || memcmp(Header.e_ident, ELFMAG, SELFMAG) ||
      Header.e_ident[EI_CLASS] != ELFCLASS64 || Header.e_ident[EI_DATA] != ELFDATA2LSB ||
      Header.e_machine != EM_BPF)
    return nullptr;
  auto O = std::make_unique<Object>();
  O->Bytes = Bytes;
  if (!O->readSections())
    return nullptr;
  O->readBtf();
  if (const Section *S = O->section(FLEXNET_ABI_SECTION); S && S->Data) {
    flexnet_table *T = nullptr;
    if (!table__parse(S->Data, S->Size, &T))
      O->Table.reset(T);
  }
  O->layOutPrograms();
  return O;
}

bool Object::readSections() {
  Elf64_Ehdr Header;
  readAt(Bytes, 0, Header);
  if (Header.e_shentsize != sizeof(Elf64_Shdr) || !Header.e_shnum || Header.e_shnum > MaxSections)
    return false;
  std::vector<Elf64_Shdr> Headers(Header.e_shnum);
  for (size_t I = 0; I < Headers.size(); ++I) {
    if (!readAt(Bytes, Header.e_shoff + I * sizeof(Elf64_Shdr), Headers[I]))
      return false;
    const Elf64_Shdr &H = Headers[I];
    Section S;
    S.Offset = H.sh_offset;
    S.Size = H.sh_size;
    bool Inside = H.sh_offset <= Bytes.size() && H.sh_size <= Bytes.size() - H.sh_offset;
    if (H.sh_type != SHT_NOBITS && Inside)
      S.Data = Bytes.data() + H.sh_offset;
    S.IsCode = H.sh_type == SHT_PROGBITS && (H.sh_flags & SHF_EXECINSTR) && S.Data;
    Sections.push_back(S);
  }
  if (Header.e_shstrndx >= Sections.size())
    return false;
  for (size_t I = 0; I < Headers.size(); ++I)
    Sections[I].Name = stringIn(bytesOf(Sections[Header.e_shstrndx]), Headers[I].sh_name);
  for (size_t I = 0; I < Headers.size(); ++I)
    if (Headers[I].sh_type == SHT_SYMTAB && Headers[I].sh_link < Sections.size())
      readSymbols(Sections[I], Sections[Headers[I].sh_link]);
  for (size_t I = 0; I < Headers.size(); ++I)
    if (Headers[I].sh_type == SHT_REL && Headers[I].sh_info < Sections.size())
      readRelocations(Sections[I], Headers[I].sh_info);
  return true;
}

void Object::readSymbols(const Section &SymbolTable, const Section &Names) {
  if (!Symbols.empty())
    return;
  Elf64_Sym Raw;
  for (uint64_t At = 0; readAt(bytesOf(SymbolTable), At, Raw); At += sizeof(Raw)) {
    Symbol S;
    S.Name = stringIn(bytesOf(Names), Raw.st_name);
    S.Section = Raw.st_shndx < Sections.size() ? Raw.st_shndx : 0;
    S.Value = Raw.st_value;
    S.Size = Raw.st_size;
    S.IsFunction = ELF64_ST_TYPE(Raw.st_info) == STT_FUNC;
    S.IsSection = ELF64_ST_TYPE(Raw.st_info) == STT_SECTION;
    S.IsGlobal = ELF64_ST_BIND(Raw.st_info) != STB_LOCAL;
    Symbols.push_back(std::move(S));
  }
}

void Object::readRelocations(const Section &RelocationTable, uint32_t Of) {
  Elf64_Rel Raw;
  std::vector<Relocation> &Out = Sections[Of].Relocations;
  for (uint64_t At = 0; readAt(bytesOf(RelocationTable), At, Raw); At += sizeof(Raw))
    if (ELF64_R_SYM(Raw.r_info) < Symbols.size())
      Out.push_back({Raw.r_offset, static_cast<uint32_t>(ELF64_R_TYPE(Raw.r_info)),
                     static_cast<uint32_t>(ELF64_R_SYM(Raw.r_info))});
  std::stable_sort(Out.begin(), Out.end(),
                   [](auto &A, auto &B) { return A.Offset < B.Offset; });
}

const Section *Object::section(std::string_view Name) const {
  for (const Section &S : Sections)
    if (S.Name == Name)
      return &S;
  return nullptr;
}

static const Relocation *relocationAt(const Section &S, uint64_t Offset) {
  auto At = std::lower_bound(S.Relocations.begin(), S.Relocations.end(), Offset,
                             [](const Relocation &R, uint64_t O) { return R.Offset < O; });
  return At != S.Relocations.end() && At->Offset == Offset ? &*At : nullptr;
}

int64_t Object::functionAt(uint32_t InSection, uint64_t Offset) const {
  for (size_t I = 0; I < Symbols.size(); ++I)
    if (Symbols[I].IsFunction && Symbols[I].Section == InSection && Symbols[I].Value == Offset)
      return I;
  return -1;
}

/// libbpf appends each function at the first call of it, and then what that one calls.
void Object::addCalled(Program &P, size_t Index) {
  Part Caller = P.Parts[Index];
  const Section &S = Sections[Caller.Where.Section];
  bpf_insn Insn;
  for (uint64_t I = 0; I < Caller.Count && P.Parts.size() < MaxParts; ++I) {
    uint64_t Offset = Caller.Where.Offset + I * InsnBytes;
    if (!readAt(bytesOf(S), Offset, Insn))
      return;
    bool Calls = Insn.code == (BPF_JMP | BPF_CALL) && Insn.src_reg == BPF_PSEUDO_CALL;
    bool TakesAddress = Insn.code == (BPF_LD | BPF_IMM | BPF_DW) && Insn.src_reg == BPF_PSEUDO_FUNC;
    const Relocation *R = relocationAt(S, Offset);
    TakesAddress |= Insn.code == (BPF_LD | BPF_IMM | BPF_DW) && R &&
                    Sections[Symbols[R->Symbol].Section].IsCode;
    if (!Calls && !TakesAddress)
      continue;
    uint32_t Target = Caller.Where.Section;
    uint64_t TargetOffset = Offset + (int64_t(Insn.imm) + 1) * InsnBytes;
    if (R) {
      const Symbol &To = Symbols[R->Symbol];
      Target = To.Section;
      TargetOffset = To.Value + (Calls ? (int64_t(Insn.imm) + 1) * InsnBytes : Insn.imm);
    }
    bool Known = std::any_of(P.Parts.begin(), P.Parts.end(), [&](const Part &Other) {
      return Other.Where.Section == Target && Other.Where.Offset == TargetOffset;
    });
    int64_t Function = Target ? functionAt(Target, TargetOffset) : -1;
    if (Known || Function < 0)
      continue;
    const Part &LastPart = P.Parts.back();
    P.Parts.push_back({LastPart.First + LastPart.Count, Symbols[Function].Size / InsnBytes,
                       {Target, TargetOffset}, static_cast<uint32_t>(Function)});
    addCalled(P, P.Parts.size() - 1);
  }
}

void Object::layOutPrograms() {
  for (size_t I = 0; I < Symbols.size(); ++I) {
    const Symbol &S = Symbols[I];
    if (!S.IsFunction || !S.IsGlobal || !S.Section || !Sections[S.Section].IsCode ||
        Sections[S.Section].Name == ".text")
      continue;
    Program P{S.Name, Sections[S.Section].Name, {}};
    P.Parts.push_back({0, S.Size / InsnBytes, {S.Section, S.Value}, static_cast<uint32_t>(I)});
    addCalled(P, 0);
    Programs.push_back(std::move(P));
  }
}

const Program *Object::program(std::string_view Name) const {
  for (const Program &P : Programs)
    if (P.Name == Name)
      return &P;
  return nullptr;
}

const Part *Object::part(const Program &P, uint64_t Instruction) const {
  for (const Part &Candidate : P.Parts)
    if (Instruction >= Candidate.First && Instruction - Candidate.First < Candidate.Count)
      return &Candidate;
  return nullptr;
}

const Symbol *Object::referred(const Code &C) const {
  if (C.Section >= Sections.size())
    return nullptr;
  const Relocation *R = relocationAt(Sections[C.Section], C.Offset);
  if (!R)
    return nullptr;
  const Symbol &S = Symbols[R->Symbol];
  if (!S.IsSection)
    return &S;
  // The instruction holds the offset.
  bpf_insn Insn;
  if (!readAt(bytesOf(Sections[C.Section]), C.Offset, Insn))
    return nullptr;
  for (const Symbol &Variable : Symbols)
    if (Variable.Section == S.Section && !Variable.IsSection && !Variable.IsFunction &&
        static_cast<uint64_t>(Insn.imm) - Variable.Value < std::max<uint64_t>(Variable.Size, 1))
      return &Variable;
  return nullptr;
}

std::string Object::relocatedImage() const {
  std::string Image(Bytes);
  for (const Section &S : Sections) {
    if (!S.Name.starts_with(".debug_") || !S.Data)
      continue;
    for (const Relocation &R : S.Relocations) {
      const Symbol &To = Symbols[R.Symbol];
      uint64_t Base = To.Value;
      if (Sections[To.Section].IsCode)
        Base += static_cast<uint64_t>(To.Section) << 32;
      size_t Width = R.Type == Absolute64 ? 8 : 4;
      if ((R.Type != Absolute64 && R.Type != Absolute32 && R.Type != NoDynamic32) ||
          R.Offset > S.Size || S.Size - R.Offset < Width)
        continue;
      uint64_t Value = 0;
      memcpy(&Value, &Image[S.Offset + R.Offset], Width);
      Value += Base;
      memcpy(&Image[S.Offset + R.Offset], &Value, Width);
    }
  }
  return Image;
}

} // namespace flexnet::explain
