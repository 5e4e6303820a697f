// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: what is known of a function's result is known of its call, before it is inlined.
//
// Ordinary functions are inlined after the split, which must know before what is in
// `i = below(x, 8)`: what the verifier has seen in front of a suspension it has forgotten
// behind it ("The sequence of 8193 jumps is too complex", "unbounded min value").
//
//  - The function is copied, all that it calls is inlined into the copy, and simplified.
//  - The copy's parameters get the ranges of the call's arguments.
//  - The range of what it returns becomes the call's, which LazyValueInfo and
//    ScalarEvolution ask.
//
// Copies and ranges go when findRanges() has ended: left in place, they would have LLVM
// remove the user's own checks of a result, which the verifier wants to see.

#include "CallRanges.h"

#include "Coroutine.h"

#include "llvm/Analysis/LazyValueInfo.h"
#include "llvm/Analysis/SimplifyQuery.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;
using namespace llvm::flexnet;

static bool isKnown(const Function &F) {
  return !F.isDeclaration() && !F.isInterposable() && !F.isVarArg() &&
         !F.hasFnAttribute("flexnet.coroutine") && !F.isPresplitCoroutine();
}

/// Bounded: functions may be large, or call themselves.
static void inlineAll(Function &F) {
  unsigned Left = 64;
  inlineCalls(F, [&Left](const CallBase &Call) {
    const Function *Callee = Call.getCalledFunction();
    return Callee && isKnown(*Callee) && Left && Left--;
  });
}

static bool saysSomething(const ConstantRange &Range) {
  return !Range.isFullSet() && !Range.isEmptySet();
}

Function *CallRanges::copyOf(Function &F) {
  Function *&Copy = Copies[&F];
  if (!Copy) {
    ValueToValueMapTy Map;
    if (DISubprogram *SP = F.getSubprogram())
      Map.MD()[SP].reset(SP); // the copy needs no debug info of its own
    Copy = CloneFunction(&F, Map);
    inlineAll(*Copy);
    simplifyCoroutine(*Copy, FAM);
  }
  return Copy;
}

void CallRanges::findOf(CallBase &Call) {
  Function *F = Call.getCalledFunction();
  if (!F || !Call.getType()->isIntegerTy() || Call.getRange() || !isKnown(*F))
    return;
  Function *Copy = copyOf(*F);
  for (Argument &A : Copy->args()) {
    A.removeAttr(Attribute::Range);
    if (!A.getType()->isIntegerTy())
      continue;
    ConstantRange Range = computeConstantRangeIncludingKnownBits(
        Call.getArgOperand(A.getArgNo()), /*ForSigned=*/false,
        SimplifyQuery(F->getDataLayout(), &Call));
    if (saysSomething(Range))
      A.addAttr(Attribute::get(F->getContext(), Attribute::Range, Range));
  }
  FAM.invalidate(*Copy, PreservedAnalyses::none());
  auto &LVI = FAM.getResult<LazyValueAnalysis>(*Copy);
  ConstantRange Result = ConstantRange::getEmpty(Call.getType()->getIntegerBitWidth());
  for (Instruction &I : instructions(*Copy))
    if (auto *Return = dyn_cast<ReturnInst>(&I))
      Result = Result.unionWith(
          LVI.getConstantRange(Return->getReturnValue(), Return, /*UndefAllowed=*/false),
          ConstantRange::Unsigned);
  if (!saysSomething(Result))
    return;
  Call.addRetAttr(Attribute::get(F->getContext(), Attribute::Range, Result));
  Found.push_back(&Call);
}

void CallRanges::find(Value &V) {
  auto *I = dyn_cast<Instruction>(&V);
  if (!I || !Seen.insert(I).second)
    return;
  for (Value *Operand : I->operands())
    find(*Operand);
  if (auto *Call = dyn_cast<CallBase>(I)) // after its arguments
    findOf(*Call);
}

CallRanges::~CallRanges() {
  for (CallBase *Call : Found)
    Call->removeRetAttr(Attribute::Range);
  for (auto [F, Copy] : Copies) {
    FAM.clear(*Copy, Copy->getName());
    Copy->eraseFromParent();
  }
}
