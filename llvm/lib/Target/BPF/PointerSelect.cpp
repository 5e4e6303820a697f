// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: a pointer or null is chosen by a branch.
//
// The backend makes `c ? p : nullptr` arithmetic, -c & p, and the verifier refuses that on
// a pointer: "R1 bitwise operator &= on pointer prohibited". If null is not a constant, it
// branches, in as many instructions:
//
//   before                                      after
//   select i1 %c, ptr %p, ptr null              %null = call ptr asm "", "=r,0"(ptr null)
//                                               select i1 %c, ptr %p, ptr %null

#include "llvm/FlexNet/PointerSelect.h"

#include "Opaque.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;
using namespace llvm::flexnet;

PreservedAnalyses PointerSelectPass::run(Function &F, FunctionAnalysisManager &) {
  bool Changed = false;
  for (Instruction &I : instructions(F)) {
    auto *Choice = dyn_cast<SelectInst>(&I);
    if (!Choice || !Choice->getType()->isPointerTy())
      continue;
    for (unsigned Operand : {1, 2})
      if (isa<ConstantPointerNull>(Choice->getOperand(Operand))) {
        IRBuilder<> B(Choice);
        Choice->setOperand(Operand, makeOpaque(B, Choice->getOperand(Operand)));
        Changed = true;
      }
  }
  return Changed ? PreservedAnalyses::none() : PreservedAnalyses::all();
}
