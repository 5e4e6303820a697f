// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: an index that is a remainder, a quotient or shifted by a variable is bounded once more.
//
// The verifier follows no division and no such shift: after `i = x % 5` or `i = 3 >> x` it knows
// nothing of i, and refuses table[i]: "unbounded min value". LLVM knows, and removes every check
// the user writes.
//
//   before                                      after
//   %i = urem i32 %x, 5                         %i = urem i32 %x, 5
//   getelementptr i32, ptr %table, i32 %i       %o = call i32 asm "", "=r,0"(i32 %i)
//                                               %b = call i32 @llvm.umin(i32 %o, i32 4)
//                                               getelementptr i32, ptr %table, i32 %b

#include "llvm/FlexNet/RemainderRange.h"

#include "Opaque.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Support/KnownBits.h"

using namespace llvm;
using namespace llvm::flexnet;

/// Whether an address, or the end of a loop, is computed from V.
static bool isIndex(const Value &V, const LoopInfo &Loops) {
  SmallVector<const Value *, 8> Work = {&V};
  SmallPtrSet<const Value *, 8> Seen;
  while (!Work.empty()) {
    const Value *From = Work.pop_back_val();
    if (!Seen.insert(From).second)
      continue;
    for (const User *U : From->users())
      if (isa<GetElementPtrInst>(U))
        return true;
      else if (isa<ICmpInst>(U) && Loops.getLoopFor(cast<Instruction>(U)->getParent()))
        return true;
      else if (isa<CastInst, PHINode, SelectInst, BinaryOperator>(U))
        Work.push_back(U);
  }
  return false;
}

/// The largest value that I can have, if it divides by a constant, or shifts by a variable.
static std::optional<APInt> largestResult(const Instruction &I, const DataLayout &DL) {
  unsigned Opcode = I.getOpcode();
  if (Opcode == Instruction::LShr && !isa<Constant>(I.getOperand(1))) {
    APInt Most = computeKnownBits(I.getOperand(0), DL).getMaxValue();
    return Most.isAllOnes() ? std::nullopt : std::optional(Most);
  }
  if (Opcode != Instruction::URem && Opcode != Instruction::UDiv)
    return std::nullopt;
  auto *Divisor = dyn_cast<ConstantInt>(I.getOperand(1));
  if (!Divisor || Divisor->isZero())
    return std::nullopt;
  APInt Most = computeKnownBits(I.getOperand(0), DL).getMaxValue();
  if (Opcode == Instruction::URem)
    return APIntOps::umin(Most, Divisor->getValue() - 1);
  if (Most.isAllOnes())
    return std::nullopt;
  return Most.udiv(Divisor->getValue());
}

PreservedAnalyses RemainderRangePass::run(Function &F, FunctionAnalysisManager &FAM) {
  auto &Loops = FAM.getResult<LoopAnalysis>(F);
  SmallVector<std::pair<Instruction *, APInt>, 4> Divisions;
  for (Instruction &I : instructions(F))
    if (std::optional<APInt> Largest = largestResult(I, F.getDataLayout()); Largest && isIndex(I, Loops))
      Divisions.push_back({&I, *Largest});
  for (auto &[I, Largest] : Divisions) {
    IRBuilder<> B(I->getNextNode());
    Value *Hidden = makeOpaque(B, I);
    Value *Bounded =
        B.CreateBinaryIntrinsic(Intrinsic::umin, Hidden, ConstantInt::get(I->getType(), Largest));
    I->replaceUsesWithIf(Bounded, [Hidden](Use &U) { return U.getUser() != Hidden; });
  }
  return Divisions.empty() ? PreservedAnalyses::all() : PreservedAnalyses::none();
}
