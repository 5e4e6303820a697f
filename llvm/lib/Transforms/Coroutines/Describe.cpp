// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: values and places in the user's words, from debug info.

#include "Coroutine.h"

#include "llvm/IR/DebugInfo.h"
#include "llvm/IR/DebugProgramInstruction.h"

using namespace llvm;
using namespace llvm::flexnet;

bool flexnet::isHeaderCode(const DILocation &Loc) {
  return Loc.getFilename().contains("lib/flexnet/include/");
}

DebugLoc flexnet::userLocation(const DebugLoc &Loc) {
  const DILocation *L = Loc.get();
  while (L && L->getInlinedAt() && isHeaderCode(*L))
    L = L->getInlinedAt();
  return DebugLoc(L);
}

std::string flexnet::describeValue(const Value &V) {
  SmallVector<DbgVariableRecord *, 4> Records;
  findDbgUsers(const_cast<Value *>(&V), Records);
  // A parameter of a header's inlined function is a worse name than the user's variable.
  for (bool InHeaders : {false, true})
    for (const DbgVariableRecord *R : Records) {
      const DILocalVariable *Variable = R->getVariable();
      const DILocation *Loc = R->getDebugLoc().get();
      if (Variable->getName().empty() ||
          (Variable->isArtificial() && Variable->getName() != "this") ||
          (Loc && isHeaderCode(*Loc)) != InHeaders)
        continue;
      return Variable->getName().str();
    }
  if (const auto *I = dyn_cast<Instruction>(&V))
    if (DebugLoc Loc = userLocation(I->getDebugLoc()))
      return ("<value computed in line " + Twine(Loc.getLine()) + ">").str();
  if (isa<Argument>(V) && V.getType()->isPointerTy())
    return "this";
  if (V.hasName())
    return ("<" + V.getName() + ">").str();
  return "<temporary>";
}

std::string flexnet::describeSet(const GlobalVariable &Set) {
  if (is_contained({"flexnet_queues", "flexnet_executor_queues"}, Set.getName()))
    return "the default set";
  return ("'" + Set.getName() + "'").str();
}

void SplitContext::report(const DebugLoc &Loc, Diagnostic D) {
  Failed |= D.Severity == DS_Error;
  if (DebugLoc L = userLocation(Loc)) {
    D.File = pathOf(L->getDirectory(), L->getFilename());
    D.Line = L->getLine();
    D.Column = L->getColumn();
  }
  Report(D);
}
