// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: a loop goes on from its own counter, and not from a number that was equal to it.
//
// Behind `if (i == b)` LLVM takes b for i where b is the same in each turn: it computes b + 1 in
// front of the loop. The verifier knew how large i is, and nothing of b, nor does it connect what
// the comparison says of b with a b + 1 from before: "infinite loop detected", "The sequence of
// 8193 jumps is too complex".
//
//   before                                      after
//   %after = add i32 %b, 1                      %after = add i32 %b, 1
//   loop:                                       loop:
//     %i = phi i32 [0], [%after, %next]           %i = phi i32 [0], [%own, %next]
//     icmp eq i32 %i, %b                          icmp eq i32 %i, %b
//     ...                                         ...
//   next:                   ; if it is          next:
//                                                 %own = add i32 %i, 1
//     icmp ult i32 %after, %n                     icmp ult i32 %own, %n
//
// Nor does it start from a number where that was found equal to a constant: the verifier need not
// know it of the register that LLVM takes.
//
//   before                                      after
//   switch i32 %b [0, %start]                   icmp eq i32 %b, 0
//   start:                                      start:
//     %first = phi i32 [%b], [0, %other]          %first = phi i32 [0], [0, %other]

#include "llvm/FlexNet/EqualNumber.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;
using namespace llvm::PatternMatch;
using namespace llvm::flexnet;

namespace {
/// On an edge, Counter, which changes in a loop, is Other, which does not.
struct Equality {
  BasicBlockEdge Edge;
  Value *Counter, *Other;
};

/// An operand that is computed from the Other of an equality.
struct Operand {
  Use *At;
  const Equality *Of;
};

/// A case of a switch that a loop starts behind.
using Case = std::pair<SwitchInst *, ConstantInt *>;

class EqualNumbers {
public:
  EqualNumbers(const Loop &L, const DominatorTree &DT, SmallSetVector<Case, 2> &Cases)
      : L(L), DT(DT), Cases(Cases) {}

  bool run() {
    bool Changed = false;
    for (PHINode &Counter : L.getHeader()->phis())
      for (Use &U : Counter.incoming_values())
        if (!L.contains(Counter.getIncomingBlock(U)))
          Changed |= startFromConstants(U, *Counter.getIncomingBlock(U), *L.getHeader());
    SmallVector<Equality, 2> Equalities;
    for (BasicBlock *BB : L.blocks())
      if (auto *Branch = dyn_cast<BranchInst>(BB->getTerminator());
          Branch && Branch->isConditional() && Branch->getSuccessor(0) != Branch->getSuccessor(1))
        for (bool IsTrue : {true, false})
          collect(Branch->getCondition(), IsTrue, {BB, Branch->getSuccessor(IsTrue ? 0 : 1)},
                  Equalities);
    SmallVector<Operand, 4> Found;
    for (const Equality &E : Equalities)
      find(E, Found);
    for (auto [At, Of] : Found) {
      if (!isFrom(At->get(), *Of->Other))
        continue; // another edge from the same block had it
      auto *Phi = dyn_cast<PHINode>(At->getUser());
      if (!Phi) {
        At->set(rebuilt(At->get(), *Of, *cast<Instruction>(At->getUser())));
        continue;
      }
      BasicBlock *From = Phi->getIncomingBlock(*At);
      Phi->setIncomingValueForBlock(From, rebuilt(At->get(), *Of, *From->getTerminator()));
    }
    return Changed || !Found.empty();
  }

private:
  const Loop &L;
  const DominatorTree &DT;
  SmallSetVector<Case, 2> &Cases;
  static constexpr unsigned MaxDepth = 3;

  /// What V is on the edge, if that is what the edge is taken for; or on the only way to it.
  ConstantInt *constantOn(Value *V, BasicBlock *From, BasicBlock *To) {
    for (; From; To = std::exchange(From, From->getSinglePredecessor())) {
      CmpPredicate Predicate;
      ConstantInt *C;
      if (auto *Switch = dyn_cast<SwitchInst>(From->getTerminator());
          Switch && Switch->getCondition() == V) {
        if ((C = Switch->findCaseDest(To)))
          Cases.insert({Switch, C});
        return C;
      }
      auto *Branch = dyn_cast<BranchInst>(From->getTerminator());
      if (Branch && Branch->isConditional() && Branch->getSuccessor(0) != Branch->getSuccessor(1) &&
          match(Branch->getCondition(), m_ICmp(Predicate, m_Specific(V), m_ConstantInt(C))) &&
          Predicate == (Branch->getSuccessor(0) == To ? ICmpInst::ICMP_EQ : ICmpInst::ICMP_NE))
        return C;
    }
    return nullptr;
  }

  /// Of the number U that L starts from on an edge, and of the phis that it comes by.
  bool startFromConstants(Use &U, BasicBlock &From, BasicBlock &To) {
    if (isa<Constant>(U) || !U->getType()->isIntegerTy())
      return false;
    if (ConstantInt *C = constantOn(U, &From, &To)) {
      cast<PHINode>(U.getUser())->setIncomingValueForBlock(&From, C); // there may be two edges
      return true;
    }
    auto *Phi = dyn_cast<PHINode>(U);
    if (!Phi || !Phi->hasOneUse())
      return false;
    bool Changed = false;
    for (Use &Each : Phi->incoming_values())
      Changed |= startFromConstants(Each, *Phi->getIncomingBlock(Each), *Phi->getParent());
    if (Value *Same = Changed ? Phi->hasConstantValue() : nullptr) {
      U.set(Same);
      Phi->eraseFromParent();
    }
    return Changed;
  }

  void collect(Value *Condition, bool IsTrue, BasicBlockEdge Edge,
               SmallVectorImpl<Equality> &Found) {
    Value *A, *B;
    if (IsTrue ? match(Condition, m_LogicalAnd(m_Value(A), m_Value(B)))
               : match(Condition, m_LogicalOr(m_Value(A), m_Value(B)))) {
      collect(A, IsTrue, Edge, Found);
      collect(B, IsTrue, Edge, Found);
      return;
    }
    auto *Compare = dyn_cast<ICmpInst>(Condition);
    if (!Compare || Compare->getPredicate() != (IsTrue ? ICmpInst::ICMP_EQ : ICmpInst::ICMP_NE) ||
        !Compare->getOperand(0)->getType()->isIntegerTy())
      return;
    Value *Counter = Compare->getOperand(0), *Other = Compare->getOperand(1);
    if (L.isLoopInvariant(Counter))
      std::swap(Counter, Other);
    if (!L.isLoopInvariant(Counter) && L.isLoopInvariant(Other) && !isa<Constant>(Other))
      Found.push_back({Edge, Counter, Other});
  }

  /// What L goes on from behind the edge and is not its own, and what it then ends by.
  void find(const Equality &E, SmallVectorImpl<Operand> &Found) {
    size_t Before = Found.size();
    for (BasicBlock *BB : L.blocks())
      for (PHINode &Phi : BB->phis())
        for (Use &U : Phi.incoming_values()) {
          SmallPtrSet<const Value *, 8> Seen;
          if (DT.dominates(E.Edge, U) && L.isLoopInvariant(U) && isFrom(U, *E.Other) &&
              counts(E.Counter, Phi, Seen))
            Found.push_back({&U, &E});
        }
    if (Found.size() == Before)
      return;
    for (BasicBlock *BB : L.blocks())
      if (auto *Branch = dyn_cast<BranchInst>(BB->getTerminator());
          Branch && Branch->isConditional() && L.isLoopExiting(BB) && DT.dominates(E.Edge, BB) &&
          isFrom(Branch->getCondition(), *E.Other))
        Found.push_back({&Branch->getOperandUse(0), &E});
  }

  /// Whether V is computed from Phi in L.
  bool counts(Value *V, const PHINode &Phi, SmallPtrSetImpl<const Value *> &Seen) const {
    if (V == &Phi)
      return true;
    auto *I = dyn_cast<Instruction>(V);
    return I && L.contains(I) && isa<PHINode, BinaryOperator, CastInst>(I) &&
           Seen.insert(I).second &&
           any_of(I->operands(), [&](Value *From) { return counts(From, Phi, Seen); });
  }

  static bool isFrom(const Value *V, const Value &Other, unsigned Depth = 0) {
    if (V == &Other)
      return true;
    auto *I = dyn_cast<Instruction>(V);
    return I && Depth < MaxDepth && isa<BinaryOperator, CastInst, ICmpInst>(I) &&
           !I->isIntDivRem() &&
           any_of(I->operands(), [&](Value *From) { return isFrom(From, Other, Depth + 1); });
  }

  static Value *rebuilt(Value *V, const Equality &E, Instruction &At, unsigned Depth = 0) {
    if (V == E.Other)
      return E.Counter;
    if (!isFrom(V, *E.Other, Depth))
      return V;
    Instruction *New = cast<Instruction>(V)->clone();
    New->dropPoisonGeneratingFlags();
    for (Use &U : New->operands())
      U.set(rebuilt(U, E, At, Depth + 1));
    New->insertBefore(At.getIterator());
    New->setDebugLoc(At.getDebugLoc());
    return New;
  }
};
} // namespace

/// CodeGenPrepare takes the condition of a switch for the constant of a case: a comparison of its
/// own in front of the switch keeps it.
static void branchOn(SwitchInst &Switch, ConstantInt &C) {
  BasicBlock *BB = Switch.getParent(), *To = Switch.findCaseValue(&C)->getCaseSuccessor();
  BasicBlock *Rest = BB->splitBasicBlock(&Switch);
  SwitchInstProfUpdateWrapper(Switch).removeCase(Switch.findCaseValue(&C));
  for (PHINode &Phi : To->phis())
    Phi.setIncomingBlock(Phi.getBasicBlockIndex(Rest), BB);
  IRBuilder<> B(BB->getTerminator());
  B.SetCurrentDebugLocation(Switch.getDebugLoc());
  B.CreateCondBr(B.CreateICmpEQ(Switch.getCondition(), &C), To, Rest);
  BB->getTerminator()->eraseFromParent();
}

PreservedAnalyses EqualNumberPass::run(Function &F, FunctionAnalysisManager &FAM) {
  if (F.isDeclaration())
    return PreservedAnalyses::all();
  auto &DT = FAM.getResult<DominatorTreeAnalysis>(F);
  bool Changed = false;
  SmallSetVector<Case, 2> Cases;
  for (const Loop *L : FAM.getResult<LoopAnalysis>(F).getLoopsInPreorder())
    Changed |= EqualNumbers(*L, DT, Cases).run();
  for (auto [Switch, C] : Cases)
    branchOn(*Switch, *C);
  if (!Changed)
    return PreservedAnalyses::all();
  PreservedAnalyses Kept;
  if (Cases.empty())
    Kept.preserveSet<CFGAnalyses>();
  return Kept;
}
