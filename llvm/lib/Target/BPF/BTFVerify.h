// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// BTF being verified: what the two passes share.

#ifndef FLEXNET_LIB_TARGET_BPF_BTFVERIFY_H
#define FLEXNET_LIB_TARGET_BPF_BTFVERIFY_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/Twine.h"
#include "llvm/DebugInfo/BTF/BTF.h"
#include "llvm/FlexNet/BTFVerify.h"

#include <vector>

namespace llvm::flexnet {
struct BTFData {
  BTFForm Form;
  StringRef Strings;
  std::vector<const BTF::CommonType *> Types; ///< by type id; 0 is void
  std::optional<BTFProblem> Problem;

  const BTF::CommonType *type(uint32_t Id) const { return Id < Types.size() ? Types[Id] : nullptr; }
  unsigned kind(uint32_t Id) const { return Id ? Types[Id]->getKind() : 0; }
  StringRef name(uint32_t Offset) const { return Strings.substr(Offset).split('\0').first; }

  /// Notes the first problem; false, to return.
  bool refuse(uint32_t Id, const Twine &Rule) {
    if (Problem)
      return false;
    uint32_t Name = Id && Id < Types.size() ? Types[Id]->NameOff : 0;
    Problem = BTFProblem{Id, Name < Strings.size() ? name(Name).str() : "", Rule.str()};
    return false;
  }
};

template <class T> ArrayRef<T> btfTail(const BTF::CommonType *Type) {
  return ArrayRef(reinterpret_cast<const T *>(Type + 1), Type->getVlen());
}
template <class T> const T &btfOne(const BTF::CommonType *Type) {
  return *reinterpret_cast<const T *>(Type + 1);
}

inline bool hasKindFlag(const BTF::CommonType *T) { return T->Info >> 31; }
inline uint32_t memberOffset(const BTF::CommonType *Struct, const BTF::BTFMember &M) {
  return hasKindFlag(Struct) ? M.Offset & 0xffffff : M.Offset;
}
inline uint32_t memberBits(const BTF::CommonType *Struct, const BTF::BTFMember &M) {
  return hasKindFlag(Struct) ? M.Offset >> 24 : 0;
}

/// Header, and each type by itself. Fills Types.
bool checkBTFTypes(BTFData &D, StringRef BTF);
/// References between types: no loops, sizes, members inside of their structs.
bool resolveBTFTypes(BTFData &D);
} // namespace llvm::flexnet

#endif
