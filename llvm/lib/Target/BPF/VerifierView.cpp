// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "VerifierView.h"

#include "Opaque.h"

using namespace llvm;
using namespace llvm::flexnet;

ConstantRange VerifierView::of(Value *V, Instruction *At) {
  Left = 64;
  return of(V, LVI.getConstantRange(V, At, /*UndefAllowed=*/true), 0);
}

ConstantRange VerifierView::onEdge(Value *V, BasicBlock *From, BasicBlock *To) {
  Left = 64;
  return of(V, LVI.getConstantRangeOnEdge(V, From, To), 0);
}

/// Here: what LazyValueInfo knows where V is used.
ConstantRange VerifierView::of(Value *V, const ConstantRange &Here, unsigned Depth) {
  static constexpr unsigned MaxDepth = 6;
  auto *I = dyn_cast<Instruction>(V);
  if (!I || Depth == MaxDepth || !Left || !Left--)
    return Here;
  ConstantRange Made = result(*I, Depth + 1);
  bool IsCompared = LVI.getConstantRange(I, I, /*UndefAllowed=*/true) != Here;
  return IsCompared ? Made.intersectWith(Here, ConstantRange::Unsigned) : Made;
}

ConstantRange VerifierView::result(Instruction &I, unsigned Depth) {
  unsigned Width = I.getType()->getIntegerBitWidth();
  auto operand = [&](unsigned N) {
    Value *V = I.getOperand(N);
    return of(V, LVI.getConstantRange(V, &I, /*UndefAllowed=*/true), Depth);
  };
  if (auto *B = dyn_cast<BinaryOperator>(&I)) {
    bool IsFollowed = !B->isIntDivRem() && (!B->isShift() || isa<Constant>(B->getOperand(1)));
    return IsFollowed ? operand(0).binaryOp(B->getOpcode(), operand(1)) : ConstantRange::getFull(Width);
  }
  if (isa<ZExtInst, SExtInst, TruncInst>(I))
    return operand(0).castOp(cast<CastInst>(I).getOpcode(), Width);
  if (isa<FreezeInst>(I) || isOpaque(I))
    return operand(0);
  if (isa<SelectInst>(I))
    return operand(1).unionWith(operand(2), ConstantRange::Unsigned);
  if (auto *Phi = dyn_cast<PHINode>(&I)) {
    ConstantRange All = ConstantRange::getEmpty(Width);
    for (auto [V, From] : zip(Phi->incoming_values(), Phi->blocks()))
      All = All.unionWith(of(V, LVI.getConstantRangeOnEdge(V, From, I.getParent()), Depth),
                          ConstantRange::Unsigned);
    return All;
  }
  return LVI.getConstantRange(&I, &I, /*UndefAllowed=*/true);
}
