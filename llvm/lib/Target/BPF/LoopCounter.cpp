// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: a loop that ends at an address counts instead.
//
// Iterators and destructors of arrays run until `p == end`. The verifier does not compare
// two addresses: it follows the loop past the end of the array ("R1 min value is outside
// of the allowed memory range"). Numbers it does compare. Where LLVM knows how often the
// loop runs without subtracting addresses, addresses come from a counter:
//
//   before                                      after
//   loop:                                       loop:
//     %p = phi ptr [%a, ...], [%p.next, ...]      %i = phi i64 [0, ...], [%i.next, ...]
//     ...                                         %o = mul i64 %i, 4
//     %p.next = getelementptr i8, ptr %p, i64 4   %p = getelementptr i8, ptr %a, i64 %o
//     %end = icmp eq ptr %p.next, %a.end          ...
//     br i1 %end, label %exit, label %loop        %end = icmp uge i64 %i, %last

#include "llvm/FlexNet/LoopCounter.h"

#include "Opaque.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/Analysis/ScalarEvolutionExpressions.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Transforms/Utils/Local.h"
#include "llvm/Transforms/Utils/LoopUtils.h"
#include "llvm/Transforms/Utils/ScalarEvolutionExpander.h"

using namespace llvm;
using namespace llvm::PatternMatch;
using namespace llvm::flexnet;

namespace {
/// A comparison of addresses in a condition to leave the loop, which it does if they are
/// equal, and in which round that is.
struct AddressExit {
  ICmpInst *Compare;
  const SCEV *Round;
};

/// An address that is another Step bytes in each round.
struct Walker {
  PHINode *Address;
  APInt Step;
};
} // namespace

static bool walks(Value *V, const Loop &L, ScalarEvolution &SE) {
  auto *Steps = dyn_cast<SCEVAddRecExpr>(SE.getSCEV(V));
  return Steps && Steps->getLoop() == &L;
}

static bool isNumber(const SCEV *S) {
  return !isa<SCEVCouldNotCompute>(S) && S->getType()->isIntegerTy() &&
         S->getType()->getIntegerBitWidth() <= 64 && !SCEVExprContains(S, [](const SCEV *Part) {
           return isa<SCEVPtrToIntExpr>(Part) || Part->getType()->isPointerTy();
         });
}

/// Collects from Condition what alone makes the loop end, if it is LeavesIf.
static void findCompares(Value *Condition, bool LeavesIf, SmallVectorImpl<ICmpInst *> &Found) {
  Value *A, *B;
  if (LeavesIf ? match(Condition, m_LogicalOr(m_Value(A), m_Value(B)))
               : match(Condition, m_LogicalAnd(m_Value(A), m_Value(B)))) {
    findCompares(A, LeavesIf, Found);
    findCompares(B, LeavesIf, Found);
    return;
  }
  auto *Compare = dyn_cast<ICmpInst>(Condition);
  CmpInst::Predicate Leaves = LeavesIf ? CmpInst::ICMP_EQ : CmpInst::ICMP_NE;
  if (Compare && Compare->hasOneUse() && Compare->getPredicate() == Leaves &&
      Compare->getOperand(0)->getType()->isPointerTy())
    Found.push_back(Compare);
}

static SmallVector<AddressExit, 1> findExits(const Loop &L, const LoopInfo &LI,
                                             const DominatorTree &DT, ScalarEvolution &SE,
                                             SCEVExpander &Expander) {
  SmallVector<BasicBlock *, 4> Blocks;
  L.getExitingBlocks(Blocks);
  SmallVector<AddressExit, 1> Exits;
  for (BasicBlock *Block : Blocks) {
    auto *Branch = dyn_cast<BranchInst>(Block->getTerminator());
    // It must look in every round: a later one would otherwise not be equal.
    if (!Branch || !Branch->isConditional() || LI.getLoopFor(Block) != &L ||
        !DT.dominates(Block, L.getLoopLatch()))
      continue;
    bool LeavesIf = !L.contains(Branch->getSuccessor(0));
    SmallVector<ICmpInst *, 1> Compares;
    findCompares(Branch->getCondition(), LeavesIf, Compares);
    for (ICmpInst *Compare : Compares) {
      if (!walks(Compare->getOperand(0), L, SE) && !walks(Compare->getOperand(1), L, SE))
        continue;
      bool IsOnlyExit = Blocks.size() == 1 && Branch->getCondition() == Compare;
      const SCEV *Round =
          SE.computeExitLimitFromCond(&L, Compare, LeavesIf, IsOnlyExit).ExactNotTaken;
      if (isNumber(Round) && Expander.isSafeToExpand(Round))
        Exits.push_back({Compare, Round});
    }
  }
  return Exits;
}

static SmallVector<Walker, 2> findWalkers(const Loop &L, ScalarEvolution &SE) {
  SmallVector<Walker, 2> Walkers;
  for (PHINode &Phi : L.getHeader()->phis()) {
    if (!Phi.getType()->isPointerTy() || !walks(&Phi, L, SE))
      continue;
    auto *Step = dyn_cast<SCEVConstant>(
        cast<SCEVAddRecExpr>(SE.getSCEV(&Phi))->getStepRecurrence(SE));
    if (Step)
      Walkers.push_back({&Phi, Step->getAPInt()});
  }
  return Walkers;
}

static bool countRounds(Loop &L, LoopInfo &LI, DominatorTree &DT, ScalarEvolution &SE) {
  BasicBlock *Latch = L.getLoopLatch(), *Header = L.getHeader();
  if (!Latch)
    return false;
  SCEVExpander Expander(SE, "rounds");
  SmallVector<AddressExit, 1> Exits = findExits(L, LI, DT, SE, Expander);
  if (Exits.empty())
    return false;
  BasicBlock *Before = L.getLoopPreheader();
  if (!Before)
    Before = InsertPreheaderForLoop(&L, &DT, &LI, /*MSSAU=*/nullptr, /*PreserveLCSSA=*/false);
  if (!Before)
    return false;
  // A number of rounds that is known the verifier goes through one by one, knowing every
  // address. Else it must see how far the address is from the counter that it bounds.
  bool IsKnown = all_of(Exits, [](const AddressExit &E) { return isa<SCEVConstant>(E.Round); });
  SmallVector<Walker, 2> Walkers;
  if (!IsKnown)
    Walkers = findWalkers(L, SE);

  Type *Word = Type::getInt64Ty(Header->getContext());
  IRBuilder<> B(Header, Header->begin());
  PHINode *Index = B.CreatePHI(Word, 2, "index");
  B.SetInsertPoint(Latch->getTerminator());
  Value *Next = B.CreateAdd(Index, ConstantInt::get(Word, 1), "", /*HasNUW=*/true);
  Index->addIncoming(ConstantInt::get(Word, 0), Before);
  Index->addIncoming(Next, Latch);

  SmallVector<WeakTrackingVH, 4> Dead;
  for (auto [Compare, Round] : Exits) {
    Value *Last = Expander.expandCodeFor(SE.getNoopOrZeroExtend(Round, Word), Word,
                                         Before->getTerminator()->getIterator());
    B.SetInsertPoint(Compare);
    bool IsEqual = Compare->getPredicate() == CmpInst::ICMP_EQ;
    Compare->replaceAllUsesWith(
        B.CreateICmp(IsEqual ? CmpInst::ICMP_UGE : CmpInst::ICMP_ULT, Index, Last));
    Dead.push_back(Compare);
  }
  for (const Walker &W : Walkers) {
    B.SetInsertPoint(Header, Header->getFirstInsertionPt());
    Value *Offset = B.CreateMul(Index, ConstantInt::get(Word, W.Step));
    // Or the backend subtracts: "subtraction from stack pointer prohibited".
    if (W.Step.isNegative())
      Offset = makeOpaque(B, Offset);
    Value *Address = B.CreateGEP(B.getInt8Ty(), W.Address->getIncomingValueForBlock(Before), Offset);
    Dead.push_back(W.Address->getIncomingValueForBlock(Latch));
    W.Address->replaceAllUsesWith(Address);
    W.Address->eraseFromParent();
  }
  RecursivelyDeleteTriviallyDeadInstructionsPermissive(Dead);
  SE.forgetTopmostLoop(&L);
  return true;
}

PreservedAnalyses LoopCounterPass::run(Function &F, FunctionAnalysisManager &FAM) {
  if (F.isDeclaration())
    return PreservedAnalyses::all();
  auto &SE = FAM.getResult<ScalarEvolutionAnalysis>(F);
  auto &LI = FAM.getResult<LoopAnalysis>(F);
  auto &DT = FAM.getResult<DominatorTreeAnalysis>(F);
  bool Changed = false;
  for (Loop *L : LI.getLoopsInPreorder())
    Changed |= countRounds(*L, LI, DT, SE);
  return Changed ? PreservedAnalyses::none() : PreservedAnalyses::all();
}
