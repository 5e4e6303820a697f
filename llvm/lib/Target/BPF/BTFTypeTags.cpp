// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: gives pointers in C++ debug info the type tags that their declarations ask for.
//
// The kernel takes a pointer in a map value for a kptr when its BTF is
// PTR -> TYPE_TAG 'kptr' -> STRUCT. In C a type tag is part of the type. C++ has no such
// types; there the frontend (clang/lib/Sema/Attributes.cpp) leaves a marked decl tag:
//
//   !DIDerivedType(tag: DW_TAG_member, name: "task", baseType: !1, annotations: !{!2})
//   !1 = !DIDerivedType(tag: DW_TAG_pointer_type, baseType: !task_struct)
//   !2 = !{!"btf_decl_tag", !"\01type_tag:kptr"}
//
// becomes what clang writes for C:
//
//   !DIDerivedType(tag: DW_TAG_member, name: "task", baseType: !1)
//   !1 = !DIDerivedType(tag: DW_TAG_pointer_type, baseType: !task_struct, annotations: !{!2})
//   !2 = !{!"btf_type_tag", !"kptr"}
//
// It is the innermost pointer that is tagged, and a copy of it: other declarations keep
// theirs. For a parameter and a result the function's type is changed too, which is where
// BTF has them from.

#include "llvm/FlexNet/BTFTypeTags.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

namespace {
using NodeSet = SetVector<MDNode *>;

void addAttachments(NodeSet &Nodes, const GlobalObject &O) {
  SmallVector<std::pair<unsigned, MDNode *>, 4> Attached;
  O.getAllMetadata(Attached);
  for (auto [Kind, N] : Attached)
    Nodes.insert(N);
}

/// Every debug info node that BTF is made from.
NodeSet debugInfo(Module &M) {
  NodeSet Nodes;
  for (NamedMDNode &Named : M.named_metadata())
    for (MDNode *N : Named.operands())
      Nodes.insert(N);
  for (const GlobalVariable &G : M.globals())
    addAttachments(Nodes, G); // those of CO-RE relocations hold types
  for (const Function &F : M) {
    addAttachments(Nodes, F);
    for (const Instruction &I : instructions(F))
      for (const DbgVariableRecord &V : filterDbgVars(I.getDbgRecordRange()))
        Nodes.insert(V.getVariable());
  }
  for (size_t I = 0; I < Nodes.size(); ++I)
    for (const MDOperand &Operand : Nodes[I]->operands())
      if (auto *N = dyn_cast_or_null<MDNode>(Operand.get()))
        Nodes.insert(N);
  return Nodes;
}

void replaceOperand(MDNode &N, const Metadata *Old, Metadata *New) {
  for (unsigned I = 0, E = N.getNumOperands(); I != E; ++I)
    if (N.getOperand(I) == Old)
      return N.replaceOperandWith(I, New);
}

/// A copy of N that has New for Old.
template <class T> T *copyWith(const T &N, const Metadata *Old, Metadata *New) {
  auto Copy = N.clone();
  replaceOperand(*Copy, Old, New);
  return MDNode::replaceWithUniqued(std::move(Copy));
}

/// T with Tags on its innermost pointer; null if it has none.
DIType *tagPointer(DIType *T, ArrayRef<Metadata *> Tags) {
  if (auto *Array = dyn_cast_or_null<DICompositeType>(T)) {
    if (Array->getTag() != dwarf::DW_TAG_array_type)
      return nullptr;
    DIType *Element = tagPointer(Array->getBaseType(), Tags);
    return Element ? copyWith(*Array, Array->getRawBaseType(), Element) : nullptr;
  }
  auto *D = dyn_cast_or_null<DIDerivedType>(T);
  if (!D)
    return nullptr;
  DIType *Base = tagPointer(D->getBaseType(), Tags);
  switch (D->getTag()) {
  case dwarf::DW_TAG_typedef:
    return Base; // the name means the pointer without the tag
  case dwarf::DW_TAG_const_type:
  case dwarf::DW_TAG_volatile_type:
  case dwarf::DW_TAG_restrict_type:
    return Base ? copyWith(*D, D->getRawBaseType(), Base) : nullptr;
  case dwarf::DW_TAG_pointer_type:
    break;
  default:
    return nullptr;
  }
  if (Base)
    return copyWith(*D, D->getRawBaseType(), Base);
  SmallVector<Metadata *, 4> All(Tags);
  if (DINodeArray Old = D->getAnnotations())
    All.append(Old->op_begin(), Old->op_end());
  return DIDerivedType::get(D->getContext(), D->getTag(), D->getRawName(), D->getFile(),
                            D->getLine(), D->getScope(), D->getRawBaseType(),
                            D->getRawSizeInBits(), D->getAlignInBits(), D->getRawOffsetInBits(),
                            D->getDWARFAddressSpace(), D->getPtrAuthData(), D->getFlags(),
                            D->getExtraData(), MDTuple::get(D->getContext(), All));
}

DINodeArray annotationsOf(const MDNode &N) {
  if (auto *D = dyn_cast<DIDerivedType>(&N))
    return D->getAnnotations();
  if (auto *V = dyn_cast<DIVariable>(&N))
    return isa<DILocalVariable>(V) ? cast<DILocalVariable>(V)->getAnnotations()
                                   : cast<DIGlobalVariable>(V)->getAnnotations();
  if (auto *SP = dyn_cast<DISubprogram>(&N))
    return SP->getAnnotations();
  return nullptr;
}

/// The type tag that a decl tag stands for, or null.
MDNode *typeTag(const Metadata *DeclTag) {
  const auto *N = dyn_cast<MDNode>(DeclTag);
  const auto *Text = N && N->getNumOperands() == 2 ? dyn_cast<MDString>(N->getOperand(1)) : nullptr;
  StringRef Tag = Text ? Text->getString() : "";
  if (!Tag.consume_front(TypeTagMarker))
    return nullptr;
  LLVMContext &C = N->getContext();
  return MDTuple::get(C, {MDString::get(C, "btf_type_tag"), MDString::get(C, Tag)});
}

/// Tags the result (0) or a parameter (1, 2, ...) of SP's type.
void tagInSignature(DISubprogram &SP, unsigned Index, ArrayRef<Metadata *> Tags) {
  DISubroutineType *Old = SP.getType();
  if (!Old || Index >= Old->getTypeArray().size())
    return;
  DIType *New = tagPointer(Old->getTypeArray()[Index], Tags);
  if (!New)
    return;
  MDTuple *Types = Old->getTypeArray().get();
  SmallVector<Metadata *, 8> Changed(Types->op_begin(), Types->op_end());
  Changed[Index] = New;
  replaceOperand(SP, Old, copyWith(*Old, Types, MDTuple::get(SP.getContext(), Changed)));
}

void moveTags(MDNode &N, ArrayRef<Metadata *> Tags) {
  if (auto *SP = dyn_cast<DISubprogram>(&N))
    return tagInSignature(*SP, 0, Tags);
  if (auto *V = dyn_cast<DILocalVariable>(&N); V && V->getArg())
    tagInSignature(*V->getScope()->getSubprogram(), V->getArg(), Tags);
  auto *D = dyn_cast<DIDerivedType>(&N);
  DIType *Old = D ? D->getBaseType() : cast<DIVariable>(N).getType();
  if (DIType *New = tagPointer(Old, Tags))
    replaceOperand(N, Old, New);
}
} // namespace

PreservedAnalyses BTFTypeTagsPass::run(Module &M, ModuleAnalysisManager &) {
  for (MDNode *N : debugInfo(M)) {
    DINodeArray Annotations = annotationsOf(*N);
    if (!Annotations)
      continue;
    SmallVector<Metadata *, 4> TypeTags, DeclTags;
    for (const MDOperand &A : Annotations->operands())
      if (MDNode *Tag = typeTag(A))
        TypeTags.push_back(Tag);
      else
        DeclTags.push_back(A);
    if (TypeTags.empty())
      continue;
    moveTags(*N, TypeTags);
    replaceOperand(*N, Annotations.get(),
                   DeclTags.empty() ? nullptr : MDTuple::get(M.getContext(), DeclTags));
  }
  return PreservedAnalyses::all();
}
