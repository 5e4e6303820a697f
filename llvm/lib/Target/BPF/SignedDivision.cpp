// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: signed division is unsigned division of magnitudes, where BPF has no other.
//
// Only -mcpu=v4 (Linux 6.6) divides signed numbers. Before it the backend refuses what
// every C++ programmer writes.
//
//   before                    after
//   %q = sdiv i32 %a, %b      %q = sign(%a ^ %b) * (|%a| / |%b|)
//   %r = srem i32 %a, %b      %r = sign(%a) * (|%a| % |%b|)
//
// The sign is 0 or -1: (x ^ sign) - sign negates x if it is -1, without a branch that the
// verifier would walk twice.

#include "llvm/FlexNet/SignedDivision.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;
using namespace llvm::flexnet;

static bool dividesSigned(const Function &F) {
  StringRef CPU = F.getFnAttribute("target-cpu").getValueAsString();
  return CPU == "v4";
}

static Value *signOf(IRBuilder<> &B, Value *V) {
  return B.CreateAShr(V, V->getType()->getIntegerBitWidth() - 1);
}

static Value *negateIf(IRBuilder<> &B, Value *Sign, Value *V) {
  return B.CreateSub(B.CreateXor(V, Sign), Sign);
}

static void expand(BinaryOperator &Division) {
  IRBuilder<> B(&Division);
  Value *A = Division.getOperand(0), *D = Division.getOperand(1);
  Value *SignA = signOf(B, A), *SignD = signOf(B, D);
  Value *MagnitudeA = negateIf(B, SignA, A), *MagnitudeD = negateIf(B, SignD, D);
  Value *Result;
  if (Division.getOpcode() == Instruction::SDiv)
    Result = negateIf(B, B.CreateXor(SignA, SignD), B.CreateUDiv(MagnitudeA, MagnitudeD));
  else
    Result = negateIf(B, SignA, B.CreateURem(MagnitudeA, MagnitudeD));
  Result->takeName(&Division);
  Division.replaceAllUsesWith(Result);
  Division.eraseFromParent();
}

PreservedAnalyses SignedDivisionPass::run(Function &F, FunctionAnalysisManager &) {
  if (dividesSigned(F))
    return PreservedAnalyses::all();
  SmallVector<BinaryOperator *, 4> Divisions;
  for (Instruction &I : instructions(F)) {
    bool IsDivision = I.getOpcode() == Instruction::SDiv || I.getOpcode() == Instruction::SRem;
    if (IsDivision && I.getType()->isIntegerTy() && I.getType()->getIntegerBitWidth() <= 64)
      Divisions.push_back(cast<BinaryOperator>(&I));
  }
  for (BinaryOperator *Division : Divisions)
    expand(*Division);
  return Divisions.empty() ? PreservedAnalyses::all() : PreservedAnalyses::none();
}
