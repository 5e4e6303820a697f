// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: a loop that counts down to 0 starts above it, and compares the counter itself.
//
// `while (i) { i--; ... }` ends for the verifier if it sees that i was not 0. LLVM makes the
// counter wider where it indexes memory, and then compares another value than it counts with:
// "The sequence of 8193 jumps is too complex". So do loops that end before 0, at another
// number: `while (i > least)`.
//
//   before                                      after
//   %n = and i32 %x, 3                          %n = and i32 %x, 3
//   icmp eq i32 %n, 0       ; not entered       icmp eq i32 %n, 0
//   %start = and i64 %x64, 3                    %start = zext i32 %n to i64
//   loop:                                       loop:
//     %i = phi i64 [%start], [%next]              %i = phi i64 [%start], [%next]
//     %next = add i64 %i, -1                      %next = add i64 %i, -1
//     %low = and i64 %next, 4294967295            icmp slt i64 %next, 1
//     icmp eq i64 %low, 0
//
// ScalarEvolution tells that the number compared in front of the loop is its start. A loop
// that the verifier sees to end stays as it is, but for its comparison: the verifier walks through
// some branches that are never taken (1 or 2 is equal to a multiple of 8) and takes %i for 0 there.
// From there `icmp eq %next, 0` has no end. A start of more than 31 bits keeps it.
//
// What a comparison says of %i does not reach a %next that was computed before it. A loop whose
// body LLVM emptied compares so:
//
//     %next = add i32 %i, -1                      %next = add i32 %i, -1
//     icmp eq i32 %i, 0                           icmp slt i32 %next, 0
//
// Where nothing is compared with the start, as LLVM knows in another way that it is not 0, only the
// comparison changes.

#include "llvm/FlexNet/Countdown.h"

#include "ComparedNumbers.h"
#include "VerifierView.h"
#include "llvm/Analysis/AssumptionCache.h"
#include "llvm/Analysis/DomConditionCache.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/Analysis/SimplifyQuery.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;
using namespace llvm::PatternMatch;
using namespace llvm::flexnet;

namespace {
/// Where a loop starts from, and the same number that has been compared with 0.
struct Start {
  Use *At;
  Value *Compared;
};

/// A comparison that ends a loop, perhaps with others in one condition; GoesOn is what it says when
/// the loop goes on.
struct Exit {
  Use *At;
  CmpPredicate GoesOn;
  bool GoesOnIfTrue;

  ICmpInst &compare() const { return *cast<ICmpInst>(At->get()); }
  Instruction *user() const { return cast<Instruction>(At->getUser()); }
};

/// A loop that goes on while Next is at least Least, as signed numbers.
struct SignedExit {
  Exit Of;
  Value *Next;
  int Least;
};

class Countdowns {
public:
  Countdowns(Function &F, FunctionAnalysisManager &FAM)
      : DT(FAM.getResult<DominatorTreeAnalysis>(F)),
        Numbers(FAM.getResult<ScalarEvolutionAnalysis>(F), DT),
        Verifier(FAM.getResult<LazyValueAnalysis>(F)),
        Query(F.getDataLayout(), /*TLI=*/nullptr, &DT, &FAM.getResult<AssumptionAnalysis>(F),
              /*CXTI=*/nullptr, /*UseInstrInfo=*/true, /*CanUseUndef=*/true, &Conditions) {
    for (BasicBlock &BB : F)
      if (auto *Branch = dyn_cast<BranchInst>(BB.getTerminator());
          Branch && Branch->isConditional())
        Conditions.registerBranch(Branch);
  }

  void find(const Loop &L) {
    BasicBlock *Latch = L.getLoopLatch();
    if (!Latch)
      return;
    for (PHINode &Counter : L.getHeader()->phis()) {
      Value *Next = Counter.getIncomingValueForBlock(Latch);
      if (!match(Next, m_Add(m_Specific(&Counter), m_AllOnes())))
        continue;
      SmallVector<Exit, 4> Exits;
      exitsOf(L, Exits);
      const Exit *Late = find_if(
          Exits, [&](const Exit &E) { return comparesLate(E, Counter, *cast<Instruction>(Next)); });
      if (Late != Exits.end()) {
        Signed.push_back({*Late, Next, 0});
        continue;
      }
      const Exit *End = find_if(Exits, [&](const Exit &E) { return endsAtZero(E, Counter, Next); });
      if (End == Exits.end())
        continue;
      SmallVector<Start, 2> Starts;
      bool IsAboveZero = all_of(Counter.incoming_values(), [&](Use &U) {
        BasicBlock *From = Counter.getIncomingBlock(U);
        return From == Latch || startsAboveZero(U, From, L.getHeader(), Starts);
      });
      const ICmpInst &Compared = End->compare();
      bool IsEqual = Compared.isEquality() && match(Compared.getOperand(1), m_ZeroInt()) &&
                     DT.dominates(Next, End->user());
      if (IsEqual && startsSmall(Counter, Next, /*NotZero=*/!IsAboveZero))
        Signed.push_back({*End, Next, 1});
      else if (IsAboveZero && IsEqual && Compared.getOperand(0) != Next)
        Masked.push_back({*End, Next});
      if (IsAboveZero)
        append_range(Replaced, Starts);
    }
  }

  bool change() {
    for (auto [Of, Next, Least] : Signed) {
      cast<Instruction>(Next)->dropPoisonGeneratingFlags();
      Constant *Limit = ConstantInt::get(Next->getType(), Least);
      IRBuilder<> B(Of.user());
      Of.At->set(Of.GoesOnIfTrue ? B.CreateICmpSGE(Next, Limit) : B.CreateICmpSLT(Next, Limit));
    }
    for (auto [Of, Next] : Masked) {
      IRBuilder<> B(Of.user());
      Of.At->set(
          B.CreateICmp(Of.compare().getPredicate(), Next, ConstantInt::get(Next->getType(), 0)));
    }
    for (auto [At, Compared] : Replaced) {
      if (At->get() == Compared)
        continue;
      auto *Was = dyn_cast<Instruction>(At->get());
      // All that is computed from it, or the backend would keep both.
      if (Was && !isa<PHINode>(Was) && Numbers.before(Was, *Was->getParent()) == Compared) {
        IRBuilder<> B(Was);
        Was->replaceAllUsesWith(B.CreateZExtOrTrunc(Compared, Was->getType()));
        continue;
      }
      auto *Phi = dyn_cast<PHINode>(At->getUser());
      IRBuilder<> B(Phi ? Phi->getIncomingBlock(*At)->getTerminator()
                        : cast<Instruction>(At->getUser()));
      At->set(B.CreateZExtOrTrunc(Compared, At->get()->getType()));
    }
    return !Signed.empty() || !Masked.empty() || !Replaced.empty();
  }

private:
  DominatorTree &DT;
  ComparedNumbers Numbers;
  VerifierView Verifier;
  DomConditionCache Conditions;
  SimplifyQuery Query;
  SmallVector<Start, 4> Replaced;
  SmallVector<std::pair<Exit, Value *>, 4> Masked;
  SmallVector<SignedExit, 4> Signed;

  /// No start is negative, as far as the verifier sees; NotZero: nor 0, as far as LLVM knows.
  bool startsSmall(PHINode &Counter, const Value *Next, bool NotZero) {
    return Counter.getType()->getIntegerBitWidth() >= 32 &&
           all_of(Counter.incoming_values(), [&](Use &U) {
             BasicBlock *From = Counter.getIncomingBlock(U);
             if (U == Next)
               return true;
             Query.CxtI = From->getTerminator();
             return Verifier.onEdge(U, From, Counter.getParent()).getUnsignedMax().getActiveBits() <
                        32 &&
                    (!NotZero || isKnownNonZero(U, Query));
           });
  }

  /// What L ends by in each turn.
  void exitsOf(const Loop &L, SmallVectorImpl<Exit> &Exits) {
    SmallVector<BasicBlock *, 4> Exiting;
    L.getExitingBlocks(Exiting);
    for (BasicBlock *From : Exiting) {
      auto *Branch = dyn_cast<BranchInst>(From->getTerminator());
      if (!Branch || !DT.dominates(From, L.getLoopLatch()))
        continue;
      bool GoesOnIfTrue = L.contains(Branch->getSuccessor(0));
      SmallVector<Use *, 4> Conditions = {&Branch->getOperandUse(0)};
      while (!Conditions.empty()) {
        Use *At = Conditions.pop_back_val();
        if (auto *Compare = dyn_cast<ICmpInst>(*At))
          Exits.push_back(
              {At, GoesOnIfTrue ? Compare->getCmpPredicate() : Compare->getInverseCmpPredicate(),
               GoesOnIfTrue});
        else if (GoesOnIfTrue ? match(At->get(), m_OneUse(m_LogicalAnd()))
                              : match(At->get(), m_OneUse(m_LogicalOr())))
          for (Use &Each : cast<Instruction>(*At)->operands())
            if (!isa<Constant>(Each))
              Conditions.push_back(&Each);
      }
    }
  }

  /// It ends the loop if Counter is 0, where Next is computed already.
  bool comparesLate(const Exit &E, PHINode &Counter, Instruction &Next) {
    const ICmpInst &Compare = E.compare();
    return E.GoesOn == ICmpInst::ICMP_NE && Compare.getOperand(0) == &Counter &&
           match(Compare.getOperand(1), m_ZeroInt()) && DT.dominates(&Next, E.user()) &&
           startsSmall(Counter, &Next, /*NotZero=*/false);
  }

  /// Whether V is the lower half of Next, which is Counter - 1.
  static bool isLower(Value *V, Value *Next, Value *Counter) {
    if (match(V, m_And(m_Specific(Next), m_SpecificInt(UINT32_MAX))))
      return true;
    return V->getType()->isIntegerTy(32) &&
           (match(V, m_Trunc(m_Specific(Next))) ||
            match(V, m_Add(m_Trunc(m_Specific(Counter)), m_AllOnes())));
  }

  /// It ends the loop, at the latest, in the turn whose Next is 0.
  bool endsAtZero(const Exit &E, PHINode &Counter, Value *Next) {
    const ICmpInst &Compare = E.compare();
    Value *V = Compare.getOperand(0), *Limit = Compare.getOperand(1);
    CmpPredicate GoesOn = E.GoesOn;
    if (GoesOn == ICmpInst::ICMP_ULT) {
      std::swap(V, Limit);
      GoesOn = ICmpInst::ICMP_UGT;
    }
    bool IsNext = Numbers.isSame(V, Next) || isLower(V, Next, &Counter);
    return (IsNext && GoesOn == ICmpInst::ICMP_UGT) ||
           (IsNext && GoesOn == ICmpInst::ICMP_NE && match(Limit, m_ZeroInt())) ||
           (V == &Counter && GoesOn == ICmpInst::ICMP_NE && match(Limit, m_One()));
  }

  /// U is from 1 to UINT32_MAX on the edge, or will be with Starts replaced.
  bool startsAboveZero(Use &U, BasicBlock *From, BasicBlock *To, SmallVectorImpl<Start> &Starts) {
    Value *Compared = Numbers.onEdge(U, *From, *To);
    if (!Compared)
      Compared = Numbers.before(U, *From);
    if (isAboveZero(U, Verifier.onEdge(U, From, To), Compared, Starts))
      return true;
    // What is left after a first turn in front of the loop.
    auto *Rest = dyn_cast<Instruction>(U);
    if (!Rest || !Compared || !match(Rest, m_Add(m_Value(), m_AllOnes())))
      return false;
    Use &First = Rest->getOperandUse(0);
    return isAboveZero(First, Verifier.of(First, Rest), Numbers.before(First, *Rest->getParent()),
                       Starts);
  }

  static bool isAboveZero(Use &U, const ConstantRange &Seen, Value *Compared,
                          SmallVectorImpl<Start> &Starts) {
    if (Seen.getUnsignedMax().getActiveBits() > 32)
      return false;
    if (!Seen.contains(APInt::getZero(Seen.getBitWidth())))
      return true;
    Starts.push_back({&U, Compared});
    return Compared != nullptr;
  }
};
} // namespace

PreservedAnalyses CountdownPass::run(Function &F, FunctionAnalysisManager &FAM) {
  if (F.isDeclaration())
    return PreservedAnalyses::all();
  Countdowns All(F, FAM);
  for (const Loop *L : FAM.getResult<LoopAnalysis>(F).getLoopsInPreorder())
    All.find(*L);
  return All.change() ? PreservedAnalyses::none() : PreservedAnalyses::all();
}
