// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: an index that is a remainder or a quotient is bounded once more.
//
// The verifier follows no division: after `i = x % 5` it knows nothing of i, and refuses
// table[i]: "unbounded min value". LLVM knows, and removes every check the user writes.
//
//   before                                      after
//   %i = urem i32 %x, 5                         %i = urem i32 %x, 5
//   getelementptr i32, ptr %table, i32 %i       %o = call i32 asm "", "=r,0"(i32 %i)
//                                               %b = call i32 @llvm.umin(i32 %o, i32 4)
//                                               getelementptr i32, ptr %table, i32 %b

#include "llvm/FlexNet/RemainderRange.h"

#include "Opaque.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;
using namespace llvm::flexnet;

/// Whether an address is computed from V.
static bool isIndex(const Value &V) {
  SmallVector<const Value *, 8> Work = {&V};
  SmallPtrSet<const Value *, 8> Seen;
  while (!Work.empty()) {
    const Value *From = Work.pop_back_val();
    if (!Seen.insert(From).second)
      continue;
    for (const User *U : From->users())
      if (isa<GetElementPtrInst>(U))
        return true;
      else if (isa<CastInst, PHINode, SelectInst, BinaryOperator>(U))
        Work.push_back(U);
  }
  return false;
}

static bool isDivision(const Instruction &I) {
  unsigned Opcode = I.getOpcode();
  return (Opcode == Instruction::URem || Opcode == Instruction::UDiv) && I.getType()->isIntegerTy();
}

PreservedAnalyses RemainderRangePass::run(Function &F, FunctionAnalysisManager &) {
  SmallVector<Instruction *, 4> Divisions;
  for (Instruction &I : instructions(F))
    if (isDivision(I) && isIndex(I))
      Divisions.push_back(&I);
  bool Changed = false;
  for (Instruction *I : Divisions) {
    APInt Largest = computeConstantRange(I, /*ForSigned=*/false).getUnsignedMax();
    if (Largest.isMaxValue())
      continue;
    IRBuilder<> B(I->getNextNode());
    Value *Hidden = makeOpaque(B, I);
    Value *Bounded = B.CreateBinaryIntrinsic(Intrinsic::umin, Hidden,
                                             ConstantInt::get(I->getType(), Largest));
    I->replaceUsesWithIf(Bounded, [&](Use &U) { return U.getUser() != Hidden; });
    Changed = true;
  }
  return Changed ? PreservedAnalyses::none() : PreservedAnalyses::all();
}
