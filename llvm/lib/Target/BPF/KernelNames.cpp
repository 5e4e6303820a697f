// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: what CO-RE looks up in the kernel has the kernel's name, also if it is a C++ keyword.
//
// libbpf finds the members, enumerators and types of a relocation by their names in BTF. The
// kernel is C: `struct device` has a member `class`, of type `struct class`. A program must
// write `class_`, and so does the header of `flexnet gen vmlinux`.
//
//   before                                     after
//   struct device { struct class_ *class_; }   struct device { struct class_ *class; }
//   enum e { new_ }                            enum e { new }
//   struct class_ { int x; }, read by CO-RE    struct class { int x; }
//   struct x { union { int x_; }; }            struct x { union { int x; }; }
//   struct mine { int class_; }, not CO-RE     unchanged
//
// The backend's BPFAbstractMemberAccess has put each relocation into a global whose metadata
// is the type. What such a type holds by value is found by its name as well.

#include "llvm/FlexNet/KernelNames.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

static bool isKeyword(StringRef Name) {
  static constexpr StringLiteral Keywords[] = {
#define FLEXNET_CXX_KEYWORD(name) #name,
#include "llvm/FlexNet/CxxKeywords.def"
  };
  return is_contained(Keywords, Name);
}

/// "class_" is "class" and "class__" is "class_", where the name "class" cannot be given.
static void rename(MDNode &N, const MDString *Name, function_ref<bool(StringRef)> CannotBe) {
  StringRef Old = Name ? Name->getString() : StringRef();
  if (!Old.ends_with("_") || !CannotBe(Old.rtrim('_')))
    return;
  for (unsigned I = 0, E = N.getNumOperands(); I != E; ++I)
    if (N.getOperand(I).get() == Name)
      return N.replaceOperandWith(I, MDString::get(N.getContext(), Old.drop_back()));
}

/// The members of anonymous structs are members of the class around them.
static void renameNested(const DICompositeType &T, StringRef Class) {
  for (DINode *Element : T.getElements()) {
    auto *M = dyn_cast<DIDerivedType>(Element);
    auto *Type = M ? dyn_cast_or_null<DICompositeType>(M->getBaseType()) : nullptr;
    if (!Type || !M->getName().empty() || !Type->getName().empty())
      continue;
    for (DINode *Nested : Type->getElements())
      if (auto *N = dyn_cast<DIDerivedType>(Nested); N && !N->getName().empty())
        rename(*N, N->getRawName(), [&](StringRef Name) { return Name == Class; });
    renameNested(*Type, Class);
  }
}

PreservedAnalyses KernelNamesPass::run(Module &M, ModuleAnalysisManager &) {
  SetVector<MDNode *> Types;
  auto Add = [&](Metadata *MD) {
    if (isa_and_nonnull<DIType, DIEnumerator>(MD))
      Types.insert(cast<MDNode>(MD));
  };
  for (const GlobalVariable &G : M.globals())
    Add(G.getMetadata(LLVMContext::MD_preserve_access_index));
  for (size_t I = 0; I < Types.size(); ++I) {
    if (auto *T = dyn_cast<DICompositeType>(Types[I])) {
      for (DINode *Element : T->getElements())
        Add(Element);
      Add(T->getBaseType());
    } else if (auto *T = dyn_cast<DIDerivedType>(Types[I]);
               T && T->getTag() != dwarf::DW_TAG_pointer_type) {
      Add(T->getBaseType());
    }
  }
  for (MDNode *N : Types)
    if (auto *T = dyn_cast<DICompositeType>(N); T && !T->getName().empty())
      renameNested(*T, T->getName());
  for (MDNode *N : Types)
    if (auto *T = dyn_cast<DIType>(N))
      rename(*N, T->getRawName(), isKeyword);
    else
      rename(*N, cast<DIEnumerator>(N)->getRawName(), isKeyword);
  return PreservedAnalyses::all();
}
