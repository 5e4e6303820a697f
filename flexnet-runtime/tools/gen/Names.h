// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_GEN_NAMES_H
#define FLEXNET_TOOLS_GEN_NAMES_H

#include <bpf/btf.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace flexnet::gen {

/// A name of C that C++ takes: "class_" for "class", "class__" for "class_". FlexNet's clang
/// takes the '_' away again where CO-RE looks for the name (KernelNames.cpp).
std::string identifier(std::string_view Name);

/// C++ names of everything at file scope. C lets a struct and a typedef share a name, and the
/// kernel's files each have their own: what comes later gets "___2", which CO-RE ignores.
class Names {
public:
  /// The names of types before FirstOwn do not depend on those after.
  Names(const btf *Types, uint32_t FirstOwn);

  /// Of a struct, union, enum, typedef or their declaration; empty: it has none.
  const std::string &type(uint32_t Id) const { return Type[Id]; }
  const std::string &enumerator(uint32_t Enum, uint32_t Index) const {
    return Enumerators.at(Enum)[Index];
  }
  /// In the order of their names.
  struct Kfunc {
    std::string Name;
    uint32_t Func;
  };
  const std::vector<Kfunc> &kfuncs() const { return Kfuncs; }

private:
  const btf *Types;
  std::vector<std::string> Type;
  std::unordered_map<uint32_t, std::vector<std::string>> Enumerators;
  std::vector<Kfunc> Kfuncs;
  /// Struct, union and enum names; a typedef must not be one of them.
  std::unordered_set<std::string> Tags;
  std::unordered_set<std::string> Ordinary;
  std::unordered_map<std::string, uint32_t> Definitions;

  std::string bare(uint32_t Id) const;
  std::string unique(const std::string &Name, bool IsTag);
  void nameTags(uint32_t Begin, uint32_t End);
  void nameForward(uint32_t Id);
  void nameTypedefs(uint32_t Begin, uint32_t End);
  void nameAnonymousInPrototypes(uint32_t Begin, uint32_t End);
  void findKfuncs(uint32_t Begin);
  void nameEnumerators(uint32_t Begin, uint32_t End);
};

} // namespace flexnet::gen

#endif
