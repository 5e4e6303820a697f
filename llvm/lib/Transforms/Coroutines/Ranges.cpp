// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: what is known of each live integer is kept for the verifier, and makes it smaller.
//
// The verifier follows a value through registers and stack, but what comes out of a
// packet is unknown again. `for (i < n)` with n = x & 7 and a co_await inside then ends
// in "The sequence of 8193 jumps is too complex", and a[i] in "unbounded min value".
//
// For every live integer:
//  - its range at the suspension, from LazyValueInfo and ScalarEvolution, and for what
//    only gets smaller in a loop (a countdown, a shift) from where it starts: both lose
//    `while (w > 0) w--`;
//  - the smallest integer type that holds the range is what the frame stores. A
//    one-byte load already tells the verifier [0, 255];
//  - if that is not enough, and the value reaches an address, a call or the bound of a
//    loop, Split.cpp restores the rest after the load (mask, or comparison).

#include "CallRanges.h"
#include "Coroutine.h"

#include "llvm/Analysis/LazyValueInfo.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/Analysis/SimplifyQuery.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Dominators.h"

using namespace llvm;
using namespace llvm::flexnet;

/// Condition, alone or with others, is for the end of L, and not for its going on.
static bool leavesIfTrue(const Value &Condition, const Loop &L) {
  return any_of(Condition.users(), [&L](const User *U) {
    if (auto *Branch = dyn_cast<BranchInst>(U))
      return !L.contains(Branch->getSuccessor(0));
    return (isa<SelectInst>(U) || isa<BinaryOperator>(U)) && U->getType()->isIntegerTy(1) &&
           leavesIfTrue(*U, L);
  });
}

/// Compared with a constant from above, the loop bounds the value itself.
static bool boundsItself(const ICmpInst &Cmp, const Loop &L) {
  if (!isa<Constant>(Cmp.getOperand(1)))
    return false;
  // `if (i < 8) return` bounds the i it leaves with, and none that goes on.
  switch (leavesIfTrue(Cmp, L) ? Cmp.getInversePredicate() : Cmp.getPredicate()) {
  case ICmpInst::ICMP_ULT:
  case ICmpInst::ICMP_ULE:
  case ICmpInst::ICMP_SLT:
  case ICmpInst::ICMP_SLE:
    return true;
  default:
    return false;
  }
}

/// Does the verifier need V's range? True if V reaches an address, a call, or a
/// comparison in a loop.
static bool isRangeNeeded(const Value &V, const LoopInfo &Loops) {
  SmallVector<const Value *, 16> Work{&V};
  SmallPtrSet<const Value *, 16> Seen{&V};
  while (!Work.empty()) {
    for (const User *U : Work.pop_back_val()->users()) {
      auto *I = dyn_cast<Instruction>(U);
      if (!I)
        continue;
      if (isa<GetElementPtrInst>(I) || isa<IntToPtrInst>(I))
        return true;
      if (auto *Call = dyn_cast<CallBase>(I); Call && !Call->isLifetimeStartOrEnd())
        return true;
      if (auto *Cmp = dyn_cast<ICmpInst>(I)) {
        const Loop *L = Loops.getLoopFor(Cmp->getParent());
        if (L && !boundsItself(*Cmp, *L))
          return true;
        continue;
      }
      if ((isa<PHINode>(I) || isa<CastInst>(I) || isa<BinaryOperator>(I) || isa<SelectInst>(I) ||
           isa<FreezeInst>(I)) &&
          Seen.insert(I).second)
        Work.push_back(I);
    }
  }
  return false;
}

/// Behind `while (i)`, or `while (i && more)`: LazyValueInfo forgets that in a loop of header code.
static bool isNotZero(const Value *V, const Instruction &At, const DominatorTree &Dominators) {
  const DataLayout &DL = At.getDataLayout();
  if (isKnownNonZero(V, SimplifyQuery(DL, &Dominators, /*AC=*/nullptr, &At)))
    return true;
  const Constant *Zero = Constant::getNullValue(V->getType());
  for (auto *Node = Dominators.getNode(At.getParent()); Node && Node->getIDom();
       Node = Node->getIDom()) {
    const BasicBlock *From = Node->getIDom()->getBlock();
    auto *Branch = dyn_cast<BranchInst>(From->getTerminator());
    if (!Branch || !Branch->isConditional())
      continue;
    for (bool IsTrue : {true, false})
      if (Dominators.dominates(BasicBlockEdge(From, Branch->getSuccessor(IsTrue ? 0 : 1)),
                               Node->getBlock()) &&
          isImpliedCondition(Branch->getCondition(), CmpInst::ICMP_NE, V, Zero, DL, IsTrue)
              .value_or(false))
        return true;
  }
  return false;
}

namespace {
/// Upper bounds of values that a loop only makes smaller.
struct ShrinkingValue {
  LazyValueInfo &LVI;
  const DominatorTree &Dominators;
  const PHINode *Phi;
  SmallPtrSet<const Value *, 8> Seen = {};

  /// V is at most Phi, on every path from Phi to V.
  bool isAtMostPhi(Value *V) {
    if (V == Phi)
      return true;
    if (!Seen.insert(V).second)
      return isa<PHINode>(V);
    if (auto *P = dyn_cast<PHINode>(V))
      return all_of(P->incoming_values(), [&](Use &U) { return isAtMostPhi(U); });
    if (auto *S = dyn_cast<SelectInst>(V))
      return isAtMostPhi(S->getTrueValue()) && isAtMostPhi(S->getFalseValue());
    if (auto *F = dyn_cast<FreezeInst>(V))
      return isAtMostPhi(F->getOperand(0));
    auto *B = dyn_cast<BinaryOperator>(V);
    if (!B || !isAtMostPhi(B->getOperand(0)))
      return false;
    switch (B->getOpcode()) {
    case Instruction::And:
    case Instruction::LShr:
    case Instruction::UDiv:
    case Instruction::URem:
      return true;
    case Instruction::Add:
    case Instruction::Sub: { // by a constant that is certainly there
      auto *C = dyn_cast<ConstantInt>(B->getOperand(1));
      if (!C)
        return false;
      APInt By = B->getOpcode() == Instruction::Sub ? C->getValue() : -C->getValue();
      return LVI.getConstantRange(B->getOperand(0), B, false).getUnsignedMin().uge(By) ||
             (By.isOne() && isNotZero(B->getOperand(0), *B, Dominators));
    }
    default:
      return false;
    }
  }
};

/// The loop phi that V is computed from in a chain of one value.
PHINode *chainRoot(Value *V) {
  while (auto *I = dyn_cast<Instruction>(V)) {
    if (auto *Phi = dyn_cast<PHINode>(I))
      return Phi;
    if (!isa<BinaryOperator>(I) && !isa<FreezeInst>(I))
      return nullptr;
    V = I->getOperand(0);
  }
  return nullptr;
}

/// [0, most that V starts with] if V only gets smaller; else everything.
ConstantRange shrinkingRange(Value *V, LazyValueInfo &LVI, const DominatorTree &Dominators,
                             const LoopInfo &Loops) {
  unsigned Width = V->getType()->getIntegerBitWidth();
  ConstantRange Full = ConstantRange::getFull(Width);
  PHINode *Phi = chainRoot(V);
  Loop *L = Phi ? Loops.getLoopFor(Phi->getParent()) : nullptr;
  if (!L || L->getHeader() != Phi->getParent() ||
      !ShrinkingValue{LVI, Dominators, Phi}.isAtMostPhi(V))
    return Full;
  APInt Most(Width, 0);
  for (auto [Value, From] : zip(Phi->incoming_values(), Phi->blocks())) {
    if (L->contains(From)) {
      if (!ShrinkingValue{LVI, Dominators, Phi}.isAtMostPhi(Value))
        return Full;
      continue;
    }
    ConstantRange Start = LVI.getConstantRangeOnEdge(Value, From, Phi->getParent());
    if (Start.isFullSet())
      return Full;
    Most = APIntOps::umax(Most, Start.isEmptySet() ? Most : Start.getUnsignedMax());
  }
  return ConstantRange::getNonEmpty(APInt(Width, 0), Most + 1);
}
} // namespace

void flexnet::findRanges(Coroutine &C, FunctionAnalysisManager &FAM) {
  Function &F = *C.F;
  CallRanges Calls(FAM);
  for (SuspendPoint &P : C.Points)
    for (LiveValue &L : P.Live)
      if (L.V->getType()->isIntegerTy())
        Calls.find(*L.V);
  FAM.invalidate(F, PreservedAnalyses::none());
  auto &LVI = FAM.getResult<LazyValueAnalysis>(F);
  auto &SE = FAM.getResult<ScalarEvolutionAnalysis>(F);
  auto &Loops = FAM.getResult<LoopAnalysis>(F);
  auto &Dominators = FAM.getResult<DominatorTreeAnalysis>(F);
  LLVMContext &Context = F.getContext();
  for (SuspendPoint &P : C.Points)
    for (LiveValue &L : P.Live) {
      auto *Ty = dyn_cast<IntegerType>(L.V->getType());
      if (!Ty || L.IsContents)
        continue;
      unsigned Width = Ty->getBitWidth();
      ConstantRange Range = LVI.getConstantRange(L.Saved, P.Save, /*UndefAllowed=*/true);
      if (SE.isSCEVable(Ty))
        Range = Range.intersectWith(SE.getUnsignedRange(SE.getSCEV(L.V)), ConstantRange::Unsigned);
      Range =
          Range.intersectWith(shrinkingRange(L.V, LVI, Dominators, Loops), ConstantRange::Unsigned);
      if (Range.contains(APInt::getZero(Width)) && isNotZero(L.V, *P.Save, Dominators))
        Range = Range.intersectWith(ConstantRange(APInt(Width, 1), APInt::getZero(Width)),
                                    ConstantRange::Unsigned);
      // Nothing comes there, or the value was never set: any number will do that ends a countdown.
      if (Range.isEmptySet())
        Range = ConstantRange(APInt(Width, 1));
      L.Range = Range;
      unsigned Bits = std::max(1u, Range.getUnsignedMax().getActiveBits());
      unsigned Stored =
          std::min<unsigned>(alignTo(Width, 8), std::max(8u, (unsigned)PowerOf2Ceil(Bits)));
      L.Stored = IntegerType::get(Context, Stored);
      L.Size = Stored / 8;
      L.Alignment = Align(PowerOf2Ceil(L.Size));
      L.RestoreRange = Bits < Width && isRangeNeeded(*L.V, Loops);
    }
}
