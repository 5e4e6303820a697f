// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What check_btf_line() of kernel/bpf/verifier.c asks of .BTF.ext: the lines of a program begin at
// ever later instructions ("Invalid line_info[1].insn_off").

#include "llvm/DebugInfo/BTF/BTF.h"
#include "llvm/FlexNet/BTFVerify.h"
#include "llvm/Support/DataExtractor.h"

using namespace llvm;
using namespace llvm::flexnet;

static StringRef sectionNamed(const object::ObjectFile &Object, StringRef Wanted) {
  for (const object::SectionRef &S : Object.sections()) {
    Expected<StringRef> Name = S.getName(), Contents = S.getContents();
    bool IsWanted = Name && *Name == Wanted && Contents;
    consumeError(Name.takeError());
    consumeError(Contents.takeError());
    if (IsWanted)
      return *Contents;
  }
  return {};
}

static StringRef stringAt(const object::ObjectFile &Object, uint32_t Offset) {
  StringRef BTF = sectionNamed(Object, ".BTF");
  DataExtractor Data(BTF, Object.isLittleEndian(), 8);
  uint64_t At = offsetof(BTF::Header, HdrLen), StringsAt = offsetof(BTF::Header, StrOff);
  uint64_t Strings = uint64_t(Data.getU32(&At)) + Data.getU32(&StringsAt);
  return BTF.substr(Strings + Offset).split('\0').first;
}

std::optional<BTFLineProblem> flexnet::verifyBTFLines(const object::ObjectFile &Object) {
  DataExtractor Data(sectionNamed(Object, ".BTF.ext"), Object.isLittleEndian(), 8);
  uint64_t At = offsetof(BTF::ExtHeader, HdrLen);
  uint64_t Header = Data.getU32(&At);
  At = offsetof(BTF::ExtHeader, LineInfoOff);
  uint64_t Next = Header + Data.getU32(&At);
  uint64_t End = Next + Data.getU32(&At);
  if (Next == End)
    return std::nullopt;
  uint32_t Size = Data.getU32(&Next);
  while (Size >= sizeof(BTF::BPFLineInfo) && Next < End && Data.isValidOffset(Next)) {
    Next += sizeof(uint32_t); // the section's name
    uint32_t Lines = Data.getU32(&Next);
    for (std::optional<uint32_t> Before; Lines--; Next += Size) {
      uint64_t Field = Next;
      uint32_t Instruction = Data.getU32(&Field);
      uint32_t File = Data.getU32(&Field);
      Data.getU32(&Field); // the text of the line
      uint32_t LineAndColumn = Data.getU32(&Field);
      if (!Data.isValidOffset(Next) || (Before && Instruction <= *Before))
        return BTFLineProblem{stringAt(Object, File).str(), LineAndColumn >> 10};
      Before = Instruction;
    }
  }
  return std::nullopt;
}
