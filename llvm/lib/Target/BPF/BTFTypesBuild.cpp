// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Legal types in place of those BTFTypes.cpp finds illegal. The old ones stay as they are:
// DWARF is made of them.

#include "BTFTypes.h"

#include "llvm/DebugInfo/BTF/BTF.h"
#include "llvm/IR/Constants.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace llvm::flexnet;

DIType *BTFTypes::integer(StringRef Name, uint64_t Bits, unsigned Encoding) {
  return DIBasicType::get(C, dwarf::DW_TAG_base_type, Name, Bits, /*AlignInBits=*/0, Encoding,
                          DINode::FlagZero);
}

static DIType *arrayOf(DIType *Element, uint64_t Count, uint64_t Bits) {
  LLVMContext &C = Element->getContext();
  return DICompositeType::get(
      C, dwarf::DW_TAG_array_type, "", nullptr, 0, nullptr, Element, Bits, 0, 0, DINode::FlagZero,
      MDTuple::get(C, {DISubrange::get(C, Count, 0)}), 0, std::nullopt, nullptr);
}

DIType *BTFTypes::bytes(uint64_t Bits) {
  return arrayOf(integer("unsigned char", 8, dwarf::DW_ATE_unsigned_char), divideCeil(Bits, 8),
                 Bits);
}

DIType *BTFTypes::pointerTo(DIType *T, DINodeArray Annotations) {
  return DIDerivedType::get(C, dwarf::DW_TAG_pointer_type, "", nullptr, 0, nullptr, T,
                            /*SizeInBits=*/64, 0, 0, std::nullopt, std::nullopt, DINode::FlagZero,
                            nullptr, Annotations);
}

DIType *BTFTypes::legal(DIType *T) {
  DIType *New = build(T);
  // Members come last: a list of structs that point to each other is not a recursion.
  while (!Unfilled.empty()) {
    auto [Struct, Old] = Unfilled.pop_back_val();
    fill(Struct, Old);
  }
  return New;
}

DISubroutineType *BTFTypes::legal(DISubroutineType *T) {
  return cast<DISubroutineType>(legal(static_cast<DIType *>(T)));
}

DIType *BTFTypes::build(DIType *T) {
  if (!T || !Illegal.contains(T))
    return T;
  if (DIType *Built = Legal.lookup(T))
    return Built;
  DIType *New;
  if (auto *B = dyn_cast<DIBasicType>(T)) {
    New = buildBasic(B);
  } else if (auto *D = dyn_cast<DIDerivedType>(T)) {
    New = buildDerived(D);
  } else if (auto *F = dyn_cast<DISubroutineType>(T)) {
    SmallVector<Metadata *, 8> Types;
    auto Old = F->getTypeArray();
    for (unsigned I = 0; I < Old.size(); ++I) {
      bool MayBeVoid = I == 0 || (I + 1 == Old.size() && !Old[I]);
      bool IsVoid = !withoutModifiers(Old[I]);
      Types.push_back(hasBTFSize(Old[I])    ? build(Old[I])
                      : MayBeVoid && IsVoid ? nullptr
                                            : pointerTo(nullptr));
    }
    if (Types.empty())
      Types.push_back(nullptr);
    New = DISubroutineType::get(C, F->getFlags(), F->getCC(), MDTuple::get(C, Types));
  } else if (auto *CT = dyn_cast<DICompositeType>(T)) {
    if (isRecordTag(CT->getTag()))
      return buildStruct(CT);
    New = CT->getTag() == dwarf::DW_TAG_array_type         ? buildArray(CT)
          : CT->getTag() == dwarf::DW_TAG_enumeration_type ? buildEnum(CT)
                                                           : bytes(CT->getSizeInBits());
  } else {
    New = bytes(T->getSizeInBits());
  }
  return Legal[T] = New;
}

DIType *BTFTypes::buildBasic(DIBasicType *T) {
  if (T->getTag() == dwarf::DW_TAG_unspecified_type)
    return pointerTo(nullptr); // std::nullptr_t
  uint64_t Bits = T->getSizeInBits();
  if (T->getEncoding() == dwarf::DW_ATE_UTF)
    return integer(T->getName(), Bits, dwarf::DW_ATE_unsigned);
  return bytes(Bits);
}

DIType *BTFTypes::buildDerived(DIDerivedType *T) {
  DIType *Base = T->getBaseType();
  unsigned Tag = T->getTag();
  switch (Tag) {
  case dwarf::DW_TAG_pointer_type:
  case dwarf::DW_TAG_reference_type:
  case dwarf::DW_TAG_rvalue_reference_type: {
    DINodeArray Annotations = T->getAnnotations();
    // With annotations, if none, BTFDebug.cpp does not look for the pointee by name.
    if (!Annotations && pointsToAmbiguousName(T))
      Annotations = MDTuple::get(C, {});
    return pointerTo(build(Base), Annotations);
  }
  case dwarf::DW_TAG_ptr_to_member_type: {
    DIType *Word = integer("long", 64, dwarf::DW_ATE_signed);
    uint64_t Bits = T->getSizeInBits();
    return Bits <= 64 ? Word : arrayOf(Word, Bits / 64, Bits);
  }
  case dwarf::DW_TAG_template_alias:
    Tag = dwarf::DW_TAG_typedef;
    break;
  case dwarf::DW_TAG_typedef:
  case dwarf::DW_TAG_const_type:
  case dwarf::DW_TAG_volatile_type:
  case dwarf::DW_TAG_atomic_type:
    break;
  case dwarf::DW_TAG_restrict_type:
    if (Base)
      break;
    [[fallthrough]];
  default:
    return T->getSizeInBits() ? bytes(T->getSizeInBits()) : build(Base);
  }
  std::string Name = legalBTFName(T->getName());
  if (Tag == dwarf::DW_TAG_typedef && Name.empty())
    return build(Base);
  return DIDerivedType::get(C, Tag, Name, T->getFile(), T->getLine(), T->getScope(), build(Base),
                            T->getSizeInBits(), T->getAlignInBits(), 0, std::nullopt, std::nullopt,
                            T->getFlags(), nullptr, T->getAnnotations());
}

DIType *BTFTypes::buildArray(DICompositeType *T) {
  if (isIllegalArray(T))
    return bytes(std::min<uint64_t>(T->getSizeInBits(), uint64_t(UINT32_MAX) * 8));
  return DICompositeType::get(C, dwarf::DW_TAG_array_type, "", nullptr, 0, nullptr,
                              build(T->getBaseType()), T->getSizeInBits(), T->getAlignInBits(), 0,
                              T->getFlags(), T->getElements(), 0, std::nullopt, nullptr);
}

DIType *BTFTypes::buildEnum(DICompositeType *T) {
  auto *Base = dyn_cast_or_null<DIBasicType>(withoutModifiers(T->getBaseType()));
  uint64_t Bits = T->getSizeInBits() ? T->getSizeInBits() : 32;
  if (Bits > 64 || T->getElements().size() > BTF::MAX_VLEN)
    return Base ? build(const_cast<DIBasicType *>(Base)) : bytes(Bits);
  SmallVector<Metadata *, 16> Values;
  for (DINode *E : T->getElements()) {
    auto *V = cast<DIEnumerator>(E);
    Values.push_back(
        DIEnumerator::get(C, V->getValue(), V->isUnsigned(), legalBTFName(V->getName())));
  }
  unsigned Encoding = Base && (Base->getEncoding() == dwarf::DW_ATE_signed ||
                               Base->getEncoding() == dwarf::DW_ATE_signed_char)
                          ? dwarf::DW_ATE_signed
                          : dwarf::DW_ATE_unsigned;
  DIType *Integer = Base ? integer(Base->getName(), Bits, Encoding) : nullptr;
  return DICompositeType::get(C, dwarf::DW_TAG_enumeration_type, legalBTFName(T->getName()),
                              T->getFile(), T->getLine(), T->getScope(), Integer, Bits,
                              T->getAlignInBits(), 0, DINode::FlagZero, MDTuple::get(C, Values), 0,
                              T->getEnumKind(), nullptr, nullptr, "", nullptr, nullptr, nullptr,
                              nullptr, nullptr, T->getAnnotations());
}

DIType *BTFTypes::buildStruct(DICompositeType *T) {
  bool IsUnion = T->getTag() == dwarf::DW_TAG_union_type;
  bool TooLarge = T->getSizeInBits() / 8 > UINT32_MAX;
  auto *New = DICompositeType::getDistinct(
      C, IsUnion ? dwarf::DW_TAG_union_type : dwarf::DW_TAG_structure_type,
      legalBTFName(T->getName()), T->getFile(), T->getLine(), T->getScope(), nullptr,
      T->getSizeInBits(), T->getAlignInBits(), 0,
      T->isForwardDecl() || TooLarge ? DINode::FlagFwdDecl : DINode::FlagZero, nullptr, 0,
      std::nullopt, nullptr, nullptr, "", nullptr, nullptr, nullptr, nullptr, nullptr,
      T->getAnnotations());
  Legal[T] = New;
  if (!New->isForwardDecl())
    Unfilled.push_back({New, T});
  return New;
}

void BTFTypes::fill(DICompositeType *New, DICompositeType *Old) {
  SmallVector<Metadata *, 8> Members;
  for (const BTFField &F : fieldsOf(Old)) {
    bool IsBitField = !F.IsBase && F.From->isBitField();
    Members.push_back(DIDerivedType::get(
        C, dwarf::DW_TAG_member, F.name(), F.From->getFile(), F.From->getLine(), New, build(F.Type),
        F.Size, 0, F.Offset, std::nullopt, std::nullopt,
        IsBitField ? DINode::FlagBitField : DINode::FlagZero,
        IsBitField ? ConstantAsMetadata::get(ConstantInt::get(Type::getInt64Ty(C), 0)) : nullptr,
        F.From->getAnnotations()));
  }
  New->replaceElements(MDTuple::get(C, Members));
}
