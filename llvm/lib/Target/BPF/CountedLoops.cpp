// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: a loop that ends at a pointer ends at a number instead.
//
// `for (int v : array)` runs from a pointer to the array to a pointer behind it. The
// verifier follows both, but compares numbers only (is_branch_taken() knows nothing of two
// stack or map pointers): for it the loop goes on behind the array, and it says "invalid
// read from stack". Unrolled loops do not show it, those of -Os and of longer arrays do.
//
// Before:                                      After:
//   loop:                                        loop:
//     %p = phi ptr [ %a, %entry ], [ %q, ...]      %n = phi i64 [ 0, %entry ], [ %m, ... ]
//     ...                                          %p = ...
//     %q = getelementptr i32, ptr %p, i64 1        %q = getelementptr i32, ptr %p, i64 1
//     %done = icmp eq ptr %q, %end                 %m = add i64 %n, 1
//     br i1 %done, ...                             %done = icmp ugt i64 %m, 7
//                                                  br i1 %done, ...
//
// How often is ScalarEvolution's to say. Where the number is the distance of two pointers
// at run time (packets), nothing changes: the verifier cannot follow that either.

#include "llvm/FlexNet/CountedLoops.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/Analysis/AssumptionCache.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/Analysis/ScalarEvolutionExpressions.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/Transforms/Utils/Local.h"
#include "llvm/Transforms/Utils/LoopSimplify.h"
#include "llvm/Transforms/Utils/ScalarEvolutionExpander.h"

using namespace llvm;
using namespace llvm::flexnet;

namespace {
/// An end of a loop to change.
struct Exit {
  Loop *L;
  BranchInst *Branch;
  const SCEV *Count; ///< how often the loop goes around before it ends here
};
} // namespace

static bool comparesPointers(const BranchInst *Branch) {
  auto *Compare = dyn_cast<ICmpInst>(Branch->getCondition());
  return Compare && Compare->isEquality() && Compare->getOperand(0)->getType()->isPointerTy();
}

static bool isNumber(const SCEV *Count) {
  return !isa<SCEVCouldNotCompute>(Count) && !SCEVExprContains(Count, [](const SCEV *S) {
    return isa<SCEVPtrToIntExpr>(S) || (isa<SCEVUnknown>(S) && S->getType()->isPointerTy());
  });
}

static void collect(Loop &L, ScalarEvolution &SE, DominatorTree &DT, SmallVectorImpl<Exit> &Exits) {
  SmallVector<BasicBlock *, 4> Exiting;
  L.getExitingBlocks(Exiting);
  for (BasicBlock *B : Exiting) {
    auto *Branch = dyn_cast<BranchInst>(B->getTerminator());
    // Once around the loop, once here: the count counts both.
    if (!Branch || !Branch->isConditional() || !comparesPointers(Branch) || !L.getLoopPreheader() ||
        !L.getLoopLatch() || !DT.dominates(B, L.getLoopLatch()))
      continue;
    const SCEV *Count = SE.getExitCount(&L, B);
    if (isNumber(Count) && SE.getTypeSizeInBits(Count->getType()) <= 64)
      Exits.push_back({&L, Branch, Count});
  }
}

/// One more each time around; it is made once for all exits of a loop.
static Instruction *makeCounter(Loop &L) {
  BasicBlock *Header = L.getHeader();
  Type *Int64 = Type::getInt64Ty(Header->getContext());
  auto *Counter = PHINode::Create(Int64, 2, "flexnet.count");
  Counter->insertBefore(Header->begin());
  IRBuilder<> B(Header, Header->getFirstInsertionPt());
  auto *Next = cast<Instruction>(
      B.CreateAdd(Counter, ConstantInt::get(Int64, 1), "flexnet.count.next", /*NUW=*/true));
  Counter->addIncoming(ConstantInt::get(Int64, 0), L.getLoopPreheader());
  Counter->addIncoming(Next, L.getLoopLatch());
  return Next;
}

static void change(const Exit &E, Instruction *Next, SCEVExpander &Expander) {
  Value *Count = Expander.expandCodeFor(E.Count, nullptr,
                                        E.L->getLoopPreheader()->getTerminator()->getIterator());
  IRBuilder<> Outside(E.L->getLoopPreheader()->getTerminator());
  Count = Outside.CreateZExt(Count, Next->getType());
  IRBuilder<> B(E.Branch);
  bool EndsIfTrue = !E.L->contains(E.Branch->getSuccessor(0));
  // Greater, not equal: a count that has a bound only, the verifier believes.
  Value *Done = B.CreateICmp(EndsIfTrue ? CmpInst::ICMP_UGT : CmpInst::ICMP_ULE, Next, Count);
  Value *Before = E.Branch->getCondition();
  E.Branch->setCondition(Done);
  RecursivelyDeleteTriviallyDeadInstructions(Before);
}

PreservedAnalyses CountedLoopsPass::run(Function &F, FunctionAnalysisManager &FAM) {
  auto &LI = FAM.getResult<LoopAnalysis>(F);
  if (LI.empty())
    return PreservedAnalyses::all();
  auto &SE = FAM.getResult<ScalarEvolutionAnalysis>(F);
  auto &DT = FAM.getResult<DominatorTreeAnalysis>(F);
  auto &AC = FAM.getResult<AssumptionAnalysis>(F);
  SmallVector<Exit, 8> Exits;
  bool Simplified = false;
  for (Loop *L : LI.getLoopsInPreorder()) {
    Simplified |= simplifyLoop(L, &DT, &LI, &SE, &AC, /*MSSAU=*/nullptr, /*PreserveLCSSA=*/false);
    collect(*L, SE, DT, Exits);
  }
  SCEVExpander Expander(SE, "flexnet");
  erase_if(Exits, [&](const Exit &E) {
    return !Expander.isSafeToExpandAt(E.Count, E.L->getLoopPreheader()->getTerminator());
  });
  DenseMap<Loop *, Instruction *> Counters;
  for (const Exit &E : Exits) {
    Instruction *&Next = Counters[E.L];
    Next = Next ? Next : makeCounter(*E.L);
    change(E, Next, Expander);
  }
  bool Changed = Simplified || !Exits.empty();
  return Changed ? PreservedAnalyses::none() : PreservedAnalyses::all();
}
