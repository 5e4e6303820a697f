// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_GEN_SPELLING_H
#define FLEXNET_TOOLS_GEN_SPELLING_H

#include "Layout.h"
#include "Names.h"

namespace flexnet::gen {

/// Types as C++ declares them.
class Spelling {
public:
  Spelling(const btf *Types, const Names &All, Layout &Sizes)
      : Types(Types), All(All), Sizes(Sizes) {}

  /// Where a declaration stands.
  struct Place {
    unsigned Indent = 0;
    /// Names of members or parameters that hide names of types around them.
    const std::unordered_set<std::string> *Hidden = nullptr;
    /// In an anonymous struct: whose members its members are. They cannot have its name.
    std::string Class = {};
  };
  /// "int (*Inner)(struct x *)"; Inner may be empty.
  std::string declare(uint32_t Id, std::string Inner, const Place &P) const;
  /// "{ members }" of a struct or union and what must follow it.
  std::string body(uint32_t Struct, const Place &P) const;
  /// "(struct x *x, ...)"; P.Hidden holds the parameters' names, or is null: none are written.
  std::string parameters(uint32_t Proto, const Place &P) const;

  /// Names of all members, also of those in anonymous structs, and of all parameters.
  void memberNames(uint32_t Struct, std::unordered_set<std::string> &Result) const;
  std::unordered_set<std::string> parameterNames(uint32_t Proto) const;

private:
  const btf *Types;
  const Names &All;
  Layout &Sizes;

  std::string base(uint32_t Id, const Place &P) const;
  std::string member(const Member &M, const Place &P, const Place &Nested) const;
};

/// "unsigned int" and the like; also the type below an enum.
std::string integer(uint64_t Size, bool Signed, bool LongLong = false);
/// Floats that C++ for BPF has no type for are bytes.
std::string floating(uint32_t Size);
const char *tagKeyword(const btf_type *T);

} // namespace flexnet::gen

#endif
