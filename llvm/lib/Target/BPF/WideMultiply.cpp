// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: a product of 128 bits is put together from products of 32.
//
// Hash functions multiply two 64-bit numbers to one of 128. The backend would call
// __multi3(), which no BPF program has, and LLVM makes that multiplication even of a
// source that wrote it in four parts.
//
//   before                                after, with a = ah * 2^64 + al, b likewise
//   %p = mul i128 %a, %b                  low  = al * bl
//                                         high = upper half of al * bl, from four products
//                                                of 32 bits each, + ah * bl + al * bh

#include "llvm/FlexNet/WideMultiply.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;
using namespace llvm::flexnet;

namespace {
struct Halves {
  Value *Low, *High;
};
} // namespace

static Halves halve(IRBuilder<> &B, Value *V, unsigned Bits) {
  Type *Half = B.getIntNTy(Bits);
  return {B.CreateTrunc(V, Half), B.CreateTrunc(B.CreateLShr(V, Bits), Half)};
}

/// The upper 64 bits of the product of two numbers of 64. No sum below overflows.
static Value *upperHalf(IRBuilder<> &B, Value *X, Value *Y) {
  auto Low = [&](Value *V) { return B.CreateAnd(V, 0xffffffff); };
  auto High = [&](Value *V) { return B.CreateLShr(V, 32); };
  Value *LowLow = B.CreateMul(Low(X), Low(Y));
  Value *HighLow = B.CreateMul(High(X), Low(Y));
  Value *LowHigh = B.CreateMul(Low(X), High(Y));
  Value *HighHigh = B.CreateMul(High(X), High(Y));
  Value *Middle = B.CreateAdd(B.CreateAdd(High(LowLow), Low(HighLow)), LowHigh);
  return B.CreateAdd(B.CreateAdd(HighHigh, High(HighLow)), High(Middle));
}

static Value *multiply(Instruction &I) {
  IRBuilder<> B(&I);
  Halves X = halve(B, I.getOperand(0), 64), Y = halve(B, I.getOperand(1), 64);
  Value *Low = B.CreateMul(X.Low, Y.Low);
  Value *Cross = B.CreateAdd(B.CreateMul(X.High, Y.Low), B.CreateMul(X.Low, Y.High));
  Value *High = B.CreateAdd(upperHalf(B, X.Low, Y.Low), Cross);
  Type *Wide = I.getType();
  return B.CreateOr(B.CreateShl(B.CreateZExt(High, Wide), 64), B.CreateZExt(Low, Wide));
}

PreservedAnalyses WideMultiplyPass::run(Function &F, FunctionAnalysisManager &) {
  SmallVector<Instruction *, 4> Products;
  for (Instruction &I : instructions(F))
    if (I.getOpcode() == Instruction::Mul && I.getType()->isIntegerTy(128))
      Products.push_back(&I);
  for (Instruction *I : Products) {
    I->replaceAllUsesWith(multiply(*I));
    I->eraseFromParent();
  }
  if (Products.empty())
    return PreservedAnalyses::all();
  PreservedAnalyses Kept;
  Kept.preserveSet<CFGAnalyses>();
  return Kept;
}
