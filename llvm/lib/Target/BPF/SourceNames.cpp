// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: programs, maps and globals have their source names, and linkage libbpf knows.
//
// libbpf finds programs, maps and variables by their ELF symbol; users do by the name
// they wrote. C++ mangles functions and whatever is in a namespace, and puts inline
// functions and variables into COMDAT groups, which libbpf refuses ("bad call relo").
//
//  - a function with a section, and every variable: the name from its debug info, if
//    it is not taken (clang/lib/Sema/CheckSourceNames.cpp refuses two programs or maps
//    of one name);
//  - an inline function: a static subprogram;
//  - an inline variable in a section of its own: external, so that it is one map and
//    appears in skeletons; a map of unnamed type is external too ("unsupported map
//    linkage static").

#include "llvm/FlexNet/SourceNames.h"

#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

static void rename(GlobalValue &V, StringRef Name, Module &M) {
  if (!Name.empty() && V.getName() != Name && !M.getNamedValue(Name))
    V.setName(Name);
}

static void nameFunction(Function &F, Module &M) {
  if (!F.isDeclaration() && F.hasComdat()) {
    F.setComdat(nullptr);
    F.setLinkage(F.hasSection() ? GlobalValue::ExternalLinkage : GlobalValue::InternalLinkage);
  }
  if (F.hasSection())
    if (DISubprogram *SP = F.getSubprogram())
      rename(F, SP->getName(), M);
}

static void nameVariable(GlobalVariable &G, Module &M) {
  if (G.isDeclaration())
    return;
  if (G.hasComdat()) {
    G.setComdat(nullptr);
    G.setLinkage(G.hasSection() ? GlobalValue::ExternalLinkage : GlobalValue::InternalLinkage);
  }
  if (G.getSection() == ".maps" && G.hasLocalLinkage())
    G.setLinkage(GlobalValue::ExternalLinkage);
  SmallVector<DIGlobalVariableExpression *, 1> Info;
  G.getDebugInfo(Info);
  if (!Info.empty() && !G.hasLocalLinkage())
    rename(G, Info.front()->getVariable()->getName(), M);
}

PreservedAnalyses SourceNamesPass::run(Module &M, ModuleAnalysisManager &) {
  for (Function &F : M)
    nameFunction(F, M);
  for (GlobalVariable &G : M.globals())
    nameVariable(G, M);
  return PreservedAnalyses::none();
}
