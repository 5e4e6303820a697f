// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What BTF can say of a type of C++.

#ifndef FLEXNET_LIB_TARGET_BPF_BTFTYPES_H
#define FLEXNET_LIB_TARGET_BPF_BTFTYPES_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/DebugInfoMetadata.h"

#include <string>

namespace llvm::flexnet {
/// The name with '_' for what the kernel refuses; a name too long for it ends in a hash.
std::string legalBTFName(StringRef Name);

bool isLegalBTFName(StringRef Name);

/// Whether BTF has a size for the type: not of void, functions and what is only declared.
bool hasBTFSize(const DIType *T);

/// Size in bits, also of typedefs and qualified types.
uint64_t sizeOfType(const DIType *T);

/// One member of a struct or union as BTF shall have it.
struct BTFField {
  const DIDerivedType *From; ///< the member or base class
  DIType *Type;
  uint64_t Offset;
  uint64_t Size;
  unsigned BaseIndex; ///< among the base classes that are not empty
  bool IsBase;
  bool Same; ///< as From is

  std::string name() const {
    if (!IsBase)
      return legalBTFName(From->getName());
    return BaseIndex ? "__base" + std::to_string(BaseIndex) : "__base";
  }
};

/// Types that BTF can say and the kernel loads, in place of those of C++. A type that is
/// legal with all it consists of stands for itself. Give every type to add() before the
/// first legal().
class BTFTypes {
public:
  explicit BTFTypes(LLVMContext &C) : C(C) {}

  void add(DIType *T);
  /// libbpf looks for the attributes of a map, and of maps in it, in the outermost struct only.
  void addMap(DIType *T);
  /// After the last add().
  void analyse();

  DIType *legal(DIType *T);
  DISubroutineType *legal(DISubroutineType *T);
  DIType *bytes(uint64_t Bits);
  DIType *integer(StringRef Name, uint64_t Bits, unsigned Encoding);
  DIType *pointerTo(DIType *T, DINodeArray Annotations = {});

private:
  LLVMContext &C;
  SetVector<DIType *> Types;
  DenseMap<DIType *, SmallVector<DIType *, 2>> Users;
  DenseSet<DIType *> Illegal;
  DenseSet<const DIType *> Flat;
  StringMap<unsigned> StructsOfName;
  DenseMap<DIType *, DIType *> Legal;
  SmallVector<std::pair<DICompositeType *, DICompositeType *>, 8> Unfilled;

  bool isIllegal(DIType *T);
  bool isIllegalDerived(const DIDerivedType *D) const;
  bool isIllegalArray(const DICompositeType *T) const;
  bool pointsToAmbiguousName(const DIDerivedType *D) const;
  SmallVector<BTFField, 8> fieldsOf(const DICompositeType *T);
  void addFields(const DICompositeType *T, uint64_t Offset, bool Flatten,
                 SmallVectorImpl<BTFField> &Fields);
  bool fit(BTFField &F, const DICompositeType *T, bool HasBitField);

  DIType *build(DIType *T);
  DIType *buildBasic(DIBasicType *T);
  DIType *buildDerived(DIDerivedType *T);
  DIType *buildArray(DICompositeType *T);
  DIType *buildEnum(DICompositeType *T);
  DIType *buildStruct(DICompositeType *T);
  void fill(DICompositeType *New, DICompositeType *Old);
};

inline bool isRecordTag(unsigned Tag) {
  return Tag == dwarf::DW_TAG_structure_type || Tag == dwarf::DW_TAG_class_type ||
         Tag == dwarf::DW_TAG_union_type;
}

/// The type below typedefs and qualifiers; null is void.
const DIType *withoutModifiers(const DIType *T);
} // namespace llvm::flexnet

#endif
