// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ComparedNumbers.h"

#include "llvm/IR/CFG.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;
using namespace llvm::PatternMatch;
using namespace llvm::flexnet;

Value *ComparedNumbers::before(Value *V, const BasicBlock &BB) {
  for (auto *Node = DT.getNode(&BB); Node && Node->getIDom(); Node = Node->getIDom()) {
    const BasicBlock *From = Node->getIDom()->getBlock();
    for (const BasicBlock *To : successors(From))
      if (DT.dominates(BasicBlockEdge(From, To), Node->getBlock()))
        if (Value *Compared = onEdge(V, *From, *To))
          return Compared;
  }
  return nullptr;
}

Value *ComparedNumbers::onEdge(Value *V, const BasicBlock &From, const BasicBlock &To) {
  auto *Branch = dyn_cast<BranchInst>(From.getTerminator());
  if (!Branch || !Branch->isConditional() || Branch->getSuccessor(0) == Branch->getSuccessor(1))
    return nullptr;
  return in(Branch->getCondition(), /*IsTrue=*/Branch->getSuccessor(0) == &To, V);
}

Value *ComparedNumbers::in(Value *Condition, bool IsTrue, Value *V) {
  Value *A, *B;
  if (IsTrue ? match(Condition, m_LogicalAnd(m_Value(A), m_Value(B)))
             : match(Condition, m_LogicalOr(m_Value(A), m_Value(B)))) {
    Value *Compared = in(A, IsTrue, V);
    return Compared ? Compared : in(B, IsTrue, V);
  }
  CmpPredicate Predicate;
  if (!match(Condition, m_ICmp(Predicate, m_Value(A), m_Value(B))))
    return nullptr;
  ICmpInst::Predicate Holds = Predicate;
  if (!IsTrue)
    Holds = ICmpInst::getInversePredicate(Holds);
  if (Holds == ICmpInst::ICMP_ULT) {
    std::swap(A, B);
    Holds = ICmpInst::ICMP_UGT;
  }
  const APInt *Limit;
  bool IsNotZero =
      Holds == ICmpInst::ICMP_UGT ||
      (match(B, m_APInt(Limit)) && !ConstantRange::makeExactICmpRegion(Holds, *Limit)
                                        .contains(APInt::getZero(Limit->getBitWidth())));
  return IsNotZero && isSame(A, V) ? A : nullptr;
}

bool ComparedNumbers::isSame(Value *A, Value *B) {
  const SCEV *OfA = SE.getSCEV(A), *OfB = SE.getSCEV(B);
  Type *Wider = SE.getWiderType(OfA->getType(), OfB->getType());
  return SE.getNoopOrZeroExtend(OfA, Wider) == SE.getNoopOrZeroExtend(OfB, Wider);
}
