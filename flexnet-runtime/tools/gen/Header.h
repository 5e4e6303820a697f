// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_GEN_HEADER_H
#define FLEXNET_TOOLS_GEN_HEADER_H

#include "Spelling.h"

namespace flexnet::gen {

/// Writes the types and kfuncs of a kernel as a C++ header.
class Header {
public:
  /// Types before FirstOwn are in the header of the kernel, which this one is used with.
  Header(const btf *Types, uint32_t FirstOwn);

  /// Only what has this name, and what it needs. False: there is no such type or kfunc.
  bool add(std::string_view Name);
  /// Everything.
  void addAll();
  /// False: the types are damaged.
  bool write(std::string &Result);

private:
  const btf *Types;
  uint32_t FirstOwn;
  Names All;
  Layout Sizes;
  Spelling Spell;
  std::string Out;
  /// What was written, or is being: bit 0 as far as pointers to it need, bit 1 complete.
  std::vector<uint8_t> Done;
  std::unordered_set<uint32_t> Floats;
  std::vector<const Names::Kfunc *> Kfuncs;
  unsigned Depth = 0;
  bool TooDeep = false;

  void need(uint32_t Id, bool Complete);
  void needTarget(uint32_t Id, bool Complete);
  void needMembers(uint32_t Struct);
  void writeStruct(uint32_t Id);
  void writeEnum(uint32_t Id);
  void writeTypedef(uint32_t Id);
  void writeFloat(uint32_t Size);
  std::string kfuncs() const;
};

} // namespace flexnet::gen

#endif
