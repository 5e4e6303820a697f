// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The members that BTF has of a struct or union: data members, and base classes as members,
// in the order of their offsets, each of a type and in a place the kernel takes.

#include "BTFTypes.h"

#include "llvm/DebugInfo/BTF/BTF.h"

using namespace llvm;
using namespace llvm::flexnet;

static bool isEmptyClass(const DIType *T) {
  auto *CT = dyn_cast_or_null<DICompositeType>(withoutModifiers(T));
  if (!CT || !isRecordTag(CT->getTag()) || CT->isForwardDecl())
    return false;
  for (DINode *E : CT->getElements())
    if (auto *D = dyn_cast_or_null<DIDerivedType>(E))
      if ((D->getTag() == dwarf::DW_TAG_member && !D->isStaticMember()) ||
          (D->getTag() == dwarf::DW_TAG_inheritance &&
           (D->isVirtual() || !isEmptyClass(D->getBaseType()))))
        return false;
  return true;
}

void BTFTypes::addFields(const DICompositeType *T, uint64_t Offset, bool Flatten,
                         SmallVectorImpl<BTFField> &Fields) {
  unsigned Bases = 0;
  for (DINode *E : T->getElements()) {
    auto *D = dyn_cast_or_null<DIDerivedType>(E);
    if (!D)
      continue; // a member function, a nested type
    uint64_t At = Offset + D->getOffsetInBits();
    DIType *Type = D->getBaseType();
    if (D->getTag() == dwarf::DW_TAG_inheritance) {
      if (D->isVirtual() || isEmptyClass(Type))
        continue;
      unsigned BaseIndex = Bases++;
      auto *Base = dyn_cast_or_null<DICompositeType>(withoutModifiers(Type));
      if (Base && Flatten)
        addFields(Base, At, Flatten, Fields);
      else
        Fields.push_back({D, Type, At, sizeOfType(Type), BaseIndex, true, false});
    } else if (D->getTag() == dwarf::DW_TAG_member && !D->isStaticMember()) {
      bool Same = !Offset && isLegalBTFName(D->getName());
      uint64_t Size = D->isBitField() ? D->getSizeInBits() : sizeOfType(Type);
      if (!hasBTFSize(Type))
        Size = D->getSizeInBits();
      Fields.push_back({D, Type, At, Size, 0, false, Same});
    }
  }
}

/// False if the member cannot be said: the struct then has a gap there.
bool BTFTypes::fit(BTFField &F, const DICompositeType *T, bool HasBitField) {
  const DIType *Below = withoutModifiers(F.Type);
  auto instead = [&F](DIType *Type) {
    F.Type = Type;
    F.Same = false;
  };
  if (!hasBTFSize(F.Type))
    instead(bytes(F.Size));
  uint64_t Max = HasBitField ? 1 << 24 : uint64_t(1) << 32;
  uint64_t End = T->getSizeInBits();
  bool IsBitField = !F.IsBase && F.From->isBitField();
  bool IsEnum = Below && Below->getTag() == dwarf::DW_TAG_enumeration_type;
  if (IsBitField) {
    if (uint64_t Width = sizeOfType(F.Type); F.Size > Width) { // int x : 40
      F.Size = Width;
      F.Same = false;
    }
    if (IsEnum && F.Size > 32)
      instead(integer("unsigned long", 64, dwarf::DW_ATE_unsigned));
    if (F.Size + F.Offset % 8 > 128)
      return false;
  } else if (IsEnum && HasBitField && F.Offset + 32 > End) {
    // btf_enum_check_kflag_member() takes every enum for an int.
    instead(integer("unsigned char", F.Size, dwarf::DW_ATE_unsigned));
  } else if (auto *B = dyn_cast_or_null<DIBasicType>(Below);
             B && B->getEncoding() == dwarf::DW_ATE_float &&
             F.Offset % std::min<uint64_t>(64, F.Size)) {
    instead(bytes(F.Size)); // packed
  }
  return F.Offset < Max && F.Offset + F.Size <= End;
}

SmallVector<BTFField, 8> BTFTypes::fieldsOf(const DICompositeType *T) {
  SmallVector<BTFField, 8> Fields;
  addFields(T, 0, Flat.contains(T), Fields);
  bool IsUnion = T->getTag() == dwarf::DW_TAG_union_type;
  auto byOffset = [](const BTFField &A, const BTFField &B) { return A.Offset < B.Offset; };
  if (!is_sorted(Fields, byOffset)) {
    stable_sort(Fields, byOffset);
    Fields.front().Same = false;
  }
  // What lies in the tail padding of a base class is in none of its members.
  for (size_t I = 0; !IsUnion && I + 1 < Fields.size(); ++I) {
    BTFField F = Fields[I];
    if (F.Offset + F.Size <= Fields[I + 1].Offset)
      continue;
    auto *Record = dyn_cast_or_null<DICompositeType>(withoutModifiers(F.Type));
    if (isEmptyClass(F.Type)) { // [[no_unique_address]]
      Fields.erase(&Fields[I--]);
    } else if (isEmptyClass(Fields[I + 1].Type)) {
      Fields.erase(&Fields[1 + I--]);
    } else if (Record && isRecordTag(Record->getTag()) && F.IsBase && !Record->isForwardDecl()) {
      Fields.erase(&Fields[I--]);
      addFields(Record, F.Offset, /*Flatten=*/false, Fields);
      stable_sort(Fields, byOffset);
    }
  }
  bool HasBitField =
      any_of(Fields, [](const BTFField &F) { return !F.IsBase && F.From->isBitField(); });
  erase_if(Fields, [&](BTFField &F) { return !fit(F, T, HasBitField); });
  if (Fields.size() > BTF::MAX_VLEN)
    Fields.clear();
  return Fields;
}
