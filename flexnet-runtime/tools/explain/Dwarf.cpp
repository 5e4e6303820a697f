// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// Scopes and variables at an instruction, by elfutils' libdw.
#include "Dwarf.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <libelf.h>

namespace flexnet::explain {

namespace {
/// Deeper nesting is a damaged file.
constexpr size_t MaxDepth = 128;
/// Of visited entries, for the same reason.
constexpr size_t MaxEntries = 1 << 20;
constexpr unsigned FramePointer = 10;
} // namespace

bool isOurHeader(std::string_view File) {
  return File.find("include/flexnet/") != std::string_view::npos ||
         File.find("include/std/") != std::string_view::npos;
}

struct DebugInfo::Impl {
  const Object &O;
  std::string Image;
  Elf *File = nullptr;
  Dwarf *Info = nullptr;

  explicit Impl(const Object &O) : O(O), Image(O.relocatedImage()) {
    elf_version(EV_CURRENT);
    File = elf_memory(Image.data(), Image.size());
    if (File)
      Info = dwarf_begin_elf(File, DWARF_C_READ, nullptr);
  }
  ~Impl() {
    dwarf_end(Info);
    elf_end(File);
  }

  /// Entries around the code, the outermost first.
  std::vector<Dwarf_Die> around(const Code &C) const;
  bool descend(Dwarf_Die *Parent, Dwarf_Addr Pc, std::vector<Dwarf_Die> &Path, size_t &Budget) const;
  template <class Fn> std::string variable(const Code &C, Fn Matches) const;
  Place callSite(Dwarf_Die *Die) const;
};

DebugInfo::DebugInfo(const Object &O) : I(std::make_unique<Impl>(O)) {}
DebugInfo::~DebugInfo() = default;

static Dwarf_Addr address(const Code &C) { return static_cast<Dwarf_Addr>(C.Section) << 32 | C.Offset; }

bool DebugInfo::Impl::descend(Dwarf_Die *Parent, Dwarf_Addr Pc, std::vector<Dwarf_Die> &Path,
                              size_t &Budget) const {
  Dwarf_Die Child;
  if (Path.size() > MaxDepth || dwarf_child(Parent, &Child))
    return false;
  do {
    if (!Budget--) {
      Budget = 0;
      return true;
    }
    int Tag = dwarf_tag(&Child);
    bool Holds = Tag == DW_TAG_subprogram || Tag == DW_TAG_inlined_subroutine ||
                 Tag == DW_TAG_lexical_block;
    if (!Holds || dwarf_haspc(&Child, Pc) != 1)
      continue;
    Path.push_back(Child);
    descend(&Child, Pc, Path, Budget);
    return true;
  } while (!dwarf_siblingof(&Child, &Child));
  return false;
}

std::vector<Dwarf_Die> DebugInfo::Impl::around(const Code &C) const {
  std::vector<Dwarf_Die> Path;
  size_t Budget = MaxEntries;
  Dwarf_Off Offset = 0, Next;
  size_t HeaderSize;
  while (Info && Budget && !dwarf_nextcu(Info, Offset, &Next, &HeaderSize, nullptr, nullptr, nullptr)) {
    Dwarf_Die Unit;
    if (dwarf_offdie(Info, Offset + HeaderSize, &Unit) &&
        descend(&Unit, address(C), Path, Budget))
      break;
    if (Next <= Offset)
      break;
    Offset = Next;
  }
  return Path;
}

static std::string name(Dwarf_Die *Die) {
  Dwarf_Attribute Attribute;
  const char *Name = dwarf_formstring(dwarf_attr_integrate(Die, DW_AT_name, &Attribute));
  return Name ? Name : "";
}

static uint64_t number(Dwarf_Die *Die, unsigned Which) {
  Dwarf_Attribute Attribute;
  Dwarf_Word Value = 0;
  return dwarf_attr(Die, Which, &Attribute) && !dwarf_formudata(&Attribute, &Value) ? Value : 0;
}

Place DebugInfo::Impl::callSite(Dwarf_Die *Die) const {
  Dwarf_Die Unit;
  Dwarf_Files *Files;
  size_t Count;
  uint64_t File = number(Die, DW_AT_call_file);
  Place P;
  if (!dwarf_diecu(Die, &Unit, nullptr, nullptr) || dwarf_getsrcfiles(&Unit, &Files, &Count) ||
      File >= Count)
    return P;
  const char *Name = dwarf_filesrc(Files, File, nullptr, nullptr);
  P.File = Name ? Name : "";
  P.Line = number(Die, DW_AT_call_line);
  P.Column = number(Die, DW_AT_call_column);
  P.Source = O.sourceOf(P.File, P.Line);
  return P;
}

std::vector<Scope> DebugInfo::scopes(const Code &C) const {
  std::vector<Scope> Scopes;
  std::vector<Dwarf_Die> Path = I->around(C);
  for (auto Die = Path.rbegin(); Die != Path.rend(); ++Die) {
    int Tag = dwarf_tag(&*Die);
    if (Tag == DW_TAG_inlined_subroutine)
      Scopes.push_back({name(&*Die), I->callSite(&*Die)});
    else if (Tag == DW_TAG_subprogram)
      Scopes.push_back({name(&*Die), {}});
  }
  return Scopes;
}

/// The first variable whose location at this instruction Matches takes.
template <class Fn> std::string DebugInfo::Impl::variable(const Code &C, Fn Matches) const {
  std::string OfHeader;
  std::vector<Dwarf_Die> Path = around(C);
  for (auto Scope = Path.rbegin(); Scope != Path.rend(); ++Scope) {
    Dwarf_Die Child;
    if (dwarf_child(&*Scope, &Child))
      continue;
    size_t Budget = MaxEntries;
    do {
      int Tag = dwarf_tag(&Child);
      Dwarf_Attribute Location;
      if ((Tag != DW_TAG_variable && Tag != DW_TAG_formal_parameter) ||
          !dwarf_attr(&Child, DW_AT_location, &Location))
        continue;
      Dwarf_Op *Expression;
      size_t Length;
      if (dwarf_getlocation_addr(&Location, address(C), &Expression, &Length, 1) != 1 || !Length ||
          !Matches(*Expression))
        continue;
      std::string Name = name(&Child);
      const char *File = dwarf_decl_file(&Child);
      if (Name.empty() || Name == "this" || Name.starts_with("__"))
        continue;
      if (!File || !isOurHeader(File))
        return Name;
      if (OfHeader.empty())
        OfHeader = Name;
    } while (Budget-- && !dwarf_siblingof(&Child, &Child));
  }
  return OfHeader;
}

std::string DebugInfo::inRegister(const Code &C, unsigned Register) const {
  return I->variable(C, [&](const Dwarf_Op &Op) {
    if (Op.atom == DW_OP_regx)
      return Op.number == Register;
    return Op.atom == DW_OP_reg0 + Register ||
           (Op.atom == DW_OP_breg0 + Register && !Op.number && Register != FramePointer);
  });
}

std::string DebugInfo::onStack(const Code &C, int64_t Offset) const {
  return I->variable(C, [&](const Dwarf_Op &Op) {
    return (Op.atom == DW_OP_fbreg || Op.atom == DW_OP_breg0 + FramePointer) &&
           static_cast<int64_t>(Op.number) == Offset;
  });
}

} // namespace flexnet::explain
