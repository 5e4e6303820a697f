// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which types BTF cannot say, or says such that the kernel refuses all of the object's BTF.
// kernel/bpf/btf.c calls the checks meant here *_check_meta, *_check_member, *_resolve.

#include "BTFTypes.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/DebugInfo/BTF/BTF.h"
#include "llvm/IR/Constants.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;
using namespace llvm::flexnet;

/// KSYM_NAME_LEN is 512 with the NUL.
static constexpr size_t LongestName = 511;

static bool isLegalChar(char Ch) { return isAlnum(Ch) || Ch == '_' || Ch == '.'; }

bool flexnet::isLegalBTFName(StringRef Name) {
  return Name.size() <= LongestName && all_of(Name, isLegalChar) &&
         (Name.empty() || !isDigit(Name.front()));
}

std::string flexnet::legalBTFName(StringRef Name) {
  std::string Legal = Name.str();
  if (isLegalBTFName(Name))
    return Legal;
  for (char &Ch : Legal)
    if (!isLegalChar(Ch))
      Ch = '_';
  if (isDigit(Legal.front()))
    Legal.insert(0, "_");
  if (Legal.size() > LongestName)
    Legal = Legal.substr(0, LongestName - 17) + "_" + utohexstr(xxh3_64bits(Name), true, 16);
  return Legal;
}

static bool isModifier(unsigned Tag) {
  return Tag == dwarf::DW_TAG_const_type || Tag == dwarf::DW_TAG_volatile_type ||
         Tag == dwarf::DW_TAG_restrict_type || Tag == dwarf::DW_TAG_typedef ||
         Tag == dwarf::DW_TAG_template_alias || Tag == dwarf::DW_TAG_atomic_type;
}

const DIType *flexnet::withoutModifiers(const DIType *T) {
  while (auto *D = dyn_cast_or_null<DIDerivedType>(T)) {
    if (!isModifier(D->getTag()))
      break;
    T = D->getBaseType();
  }
  return T;
}

bool flexnet::hasBTFSize(const DIType *T) {
  T = withoutModifiers(T);
  if (auto *CT = dyn_cast_or_null<DICompositeType>(T))
    return !isRecordTag(CT->getTag()) || !CT->isForwardDecl();
  return T && !isa<DISubroutineType>(T);
}

uint64_t flexnet::sizeOfType(const DIType *T) {
  T = withoutModifiers(T);
  if (auto *D = dyn_cast_or_null<DIDerivedType>(T); D && !D->getSizeInBits())
    return 64; // references have no size in debug info
  if (auto *B = dyn_cast_or_null<DIBasicType>(T);
      B && B->getTag() == dwarf::DW_TAG_unspecified_type)
    return 64;
  return T ? T->getSizeInBits() : 0;
}

static bool isLegalInt(const DIBasicType *T) {
  uint64_t Bits = T->getSizeInBits();
  switch (T->getEncoding()) {
  case dwarf::DW_ATE_boolean:
  case dwarf::DW_ATE_signed:
  case dwarf::DW_ATE_signed_char:
  case dwarf::DW_ATE_unsigned:
  case dwarf::DW_ATE_unsigned_char:
    return Bits == 8 || Bits == 16 || Bits == 32 || Bits == 64 || Bits == 128;
  case dwarf::DW_ATE_float:
    return Bits == 16 || Bits == 32 || Bits == 64 || Bits == 96 || Bits == 128;
  default:
    return false;
  }
}

static const DIBasicType *underlyingType(const DICompositeType *Enum) {
  return dyn_cast_or_null<DIBasicType>(withoutModifiers(Enum->getBaseType()));
}

static bool isIllegalEnum(const DICompositeType *T) {
  if (T->getElements().size() > BTF::MAX_VLEN || !T->getSizeInBits() || T->getSizeInBits() > 64)
    return true;
  if (T->getBaseType() && !isa<DIBasicType>(T->getBaseType()))
    return true;
  if (const DIBasicType *Base = underlyingType(T); Base && !isLegalInt(Base))
    return true;
  return any_of(T->getElements(),
                [](DINode *E) { return !isLegalBTFName(cast<DIEnumerator>(E)->getName()); });
}

bool BTFTypes::isIllegalArray(const DICompositeType *T) const {
  uint64_t Count = 1;
  for (DINode *E : T->getElements()) {
    auto *Range = dyn_cast_or_null<DISubrange>(E);
    auto *N = Range ? dyn_cast_if_present<ConstantInt *>(Range->getCount()) : nullptr;
    if (!N)
      return true;
    Count *= std::max<int64_t>(N->getSExtValue(), 0);
  }
  const DIType *Element = T->getBaseType();
  return !hasBTFSize(Element) || Count > UINT32_MAX || T->getSizeInBits() / 8 > UINT32_MAX ||
         (T->getSizeInBits() && Count * sizeOfType(Element) > T->getSizeInBits());
}

/// BTFDebug.cpp looks for the type a member points to by its name: of two it takes any.
bool BTFTypes::pointsToAmbiguousName(const DIDerivedType *D) const {
  auto *T = dyn_cast_or_null<DICompositeType>(withoutModifiers(D->getBaseType()));
  return T && isRecordTag(T->getTag()) && !T->getName().empty() &&
         StructsOfName.lookup(isLegalBTFName(T->getName())
                                  ? T->getName()
                                  : StringRef(legalBTFName(T->getName()))) > 1;
}

bool BTFTypes::isIllegalDerived(const DIDerivedType *D) const {
  unsigned Tag = D->getTag();
  if (Tag == dwarf::DW_TAG_pointer_type)
    return !D->getName().empty() || (!D->getRawAnnotations() && pointsToAmbiguousName(D));
  if (Tag == dwarf::DW_TAG_typedef)
    return !isLegalBTFName(D->getName()) || D->getName().empty();
  return Tag == dwarf::DW_TAG_template_alias || !isModifier(Tag) ||
         (!D->getBaseType() && Tag == dwarf::DW_TAG_restrict_type);
}

static bool isIllegalFunction(const DISubroutineType *T) {
  auto Parameters = T->getTypeArray();
  if (Parameters.size() == 0 || (Parameters[0] && !hasBTFSize(Parameters[0])))
    return true;
  for (unsigned I = 1; I < Parameters.size(); ++I)
    if (!hasBTFSize(Parameters[I]) && (Parameters[I] || I + 1 < Parameters.size()))
      return true;
  return false;
}

bool BTFTypes::isIllegal(DIType *T) {
  if (auto *B = dyn_cast<DIBasicType>(T))
    return !isLegalInt(B);
  if (auto *F = dyn_cast<DISubroutineType>(T))
    return isIllegalFunction(F);
  if (auto *D = dyn_cast<DIDerivedType>(T))
    return isIllegalDerived(D);
  auto *CT = dyn_cast<DICompositeType>(T);
  if (!CT)
    return true;
  if (CT->getTag() == dwarf::DW_TAG_array_type)
    return isIllegalArray(CT);
  if (!isLegalBTFName(CT->getName()))
    return true;
  if (CT->getTag() == dwarf::DW_TAG_enumeration_type)
    return isIllegalEnum(CT);
  if (!isRecordTag(CT->getTag()) || CT->getTag() == dwarf::DW_TAG_class_type)
    return true;
  if (CT->isForwardDecl())
    return CT->getName().empty();
  SmallVector<BTFField, 8> Fields = fieldsOf(CT);
  return Fields.size() != CT->getElements().size() || CT->getSizeInBits() / 8 > UINT32_MAX ||
         any_of(Fields, [](const BTFField &F) { return !F.Same; });
}

/// The record that the elements of a map of maps point to.
static DIType *innerMap(DIType *T) {
  while (T) {
    if (auto *D = dyn_cast<DIDerivedType>(T))
      T = D->getBaseType();
    else if (T->getTag() == dwarf::DW_TAG_array_type)
      T = cast<DICompositeType>(T)->getBaseType();
    else
      return isRecordTag(T->getTag()) ? T : nullptr;
  }
  return nullptr;
}

void BTFTypes::addMap(DIType *T) {
  add(T);
  auto *Map = dyn_cast_or_null<DICompositeType>(withoutModifiers(T));
  if (!Map || !isRecordTag(Map->getTag()) || !Flat.insert(Map).second)
    return;
  for (const BTFField &F : fieldsOf(Map))
    if (DIType *Inner = F.name() == "values" ? innerMap(F.Type) : nullptr)
      addMap(Inner);
}

void BTFTypes::add(DIType *T) {
  size_t Next = Types.size();
  if (T)
    Types.insert(T);
  for (; Next < Types.size(); ++Next) {
    DIType *User = Types[Next];
    auto use = [&](DIType *Used) {
      if (!Used)
        return;
      Users[Used].push_back(User);
      Types.insert(Used);
    };
    if (auto *D = dyn_cast<DIDerivedType>(User)) {
      use(D->getBaseType());
    } else if (auto *F = dyn_cast<DISubroutineType>(User)) {
      for (DIType *Parameter : F->getTypeArray())
        use(Parameter);
    } else if (auto *CT = dyn_cast<DICompositeType>(User)) {
      if (isRecordTag(CT->getTag())) {
        if (!CT->isForwardDecl())
          ++StructsOfName[isLegalBTFName(CT->getName()) ? CT->getName()
                                                        : StringRef(legalBTFName(CT->getName()))];
        for (DINode *E : CT->getElements())
          if (auto *D = dyn_cast_or_null<DIDerivedType>(E))
            if ((D->getTag() == dwarf::DW_TAG_member && !D->isStaticMember()) ||
                D->getTag() == dwarf::DW_TAG_inheritance)
              use(D->getBaseType());
      } else if (CT->getTag() == dwarf::DW_TAG_array_type) {
        use(CT->getBaseType());
      }
    }
  }
}

void BTFTypes::analyse() {
  SmallVector<DIType *, 64> Changed;
  for (DIType *T : Types)
    if (isIllegal(T) && Illegal.insert(T).second)
      Changed.push_back(T);
  while (!Changed.empty())
    for (DIType *User : Users.lookup(Changed.pop_back_val()))
      if (Illegal.insert(User).second)
        Changed.push_back(User);
}
