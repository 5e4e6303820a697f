// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: a number that a loop counts twice, in two widths, is counted once.
//
// LLVM makes a counter wider where it indexes memory, and keeps the narrow one for the rest. Both
// are the same number, but to the verifier, which sees the end of the loop in one of them: the
// other one goes on below 0. "The sequence of 8193 jumps is too complex".
//
//   before                                      after
//   %wide = zext i32 %n to i64                  %wide = zext i32 %n to i64
//   loop:                                       loop:
//     %i = phi i64 [%wide], [%next]               %i = phi i64 [%wide], [%next]
//     %j = phi i32 [%n], [%less]                  %j = trunc i64 %i to i32
//     ...                                         ...
//     %next = add i64 %i, -1                      %next = add i64 %i, -1
//     %less = add i32 %j, -1                      %less = trunc i64 %next to i32

#include "llvm/FlexNet/TwinCounter.h"

#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;
using namespace llvm::PatternMatch;
using namespace llvm::flexnet;

namespace {
/// Two counters of a loop, and the step of each.
struct Twins {
  PHINode *Wide, *Narrow;
  Instruction *WideStep, *NarrowStep;
};
} // namespace

/// The addition of a constant to Counter that comes in from Latch.
static Instruction *stepOf(PHINode &Counter, const BasicBlock &Latch, const APInt *&By) {
  auto *Step = dyn_cast<Instruction>(Counter.getIncomingValueForBlock(&Latch));
  return Step && match(Step, m_Add(m_Specific(&Counter), m_APInt(By))) ? Step : nullptr;
}

/// Whether Narrow is the lower half of Wide.
static bool isLower(const Value *Narrow, Value *Wide) {
  const APInt *N, *W;
  return match(Wide, m_ZExtOrSExt(m_Specific(Narrow))) ||
         match(Narrow, m_Trunc(m_Specific(Wide))) ||
         (match(Narrow, m_APInt(N)) && match(Wide, m_APInt(W)) && W->trunc(N->getBitWidth()) == *N);
}

static std::optional<Twins> twinsOf(PHINode &Wide, PHINode &Narrow, const BasicBlock &Latch) {
  if (!Wide.getType()->isIntegerTy(64) || !Narrow.getType()->isIntegerTy(32))
    return std::nullopt;
  const APInt *ByWide, *ByNarrow;
  Instruction *WideStep = stepOf(Wide, Latch, ByWide),
              *NarrowStep = stepOf(Narrow, Latch, ByNarrow);
  if (!WideStep || !NarrowStep || WideStep->getParent() != NarrowStep->getParent() ||
      ByWide->trunc(32) != *ByNarrow)
    return std::nullopt;
  for (const BasicBlock *From : Wide.blocks())
    if (From != &Latch &&
        !isLower(Narrow.getIncomingValueForBlock(From), Wide.getIncomingValueForBlock(From)))
      return std::nullopt;
  return Twins{&Wide, &Narrow, WideStep, NarrowStep};
}

static void merge(const Twins &T) {
  IRBuilder<> B(T.Wide->getParent(), T.Wide->getParent()->getFirstInsertionPt());
  B.SetCurrentDebugLocation(T.Narrow->getDebugLoc());
  if (T.NarrowStep->comesBefore(T.WideStep))
    T.WideStep->moveBefore(T.NarrowStep->getIterator());
  // What was promised of the wide number was not of the narrow one.
  for (Value *In : T.Wide->incoming_values())
    if (auto *I = dyn_cast<Instruction>(In))
      I->dropPoisonGeneratingFlags();
  Type *Half = T.Narrow->getType();
  T.Narrow->replaceAllUsesWith(B.CreateTrunc(T.Wide, Half, T.Narrow->getName()));
  B.SetInsertPoint(T.NarrowStep);
  T.NarrowStep->replaceAllUsesWith(B.CreateTrunc(T.WideStep, Half, T.NarrowStep->getName()));
  T.NarrowStep->eraseFromParent();
  T.Narrow->eraseFromParent();
}

PreservedAnalyses TwinCounterPass::run(Function &F, FunctionAnalysisManager &FAM) {
  if (F.isDeclaration())
    return PreservedAnalyses::all();
  SmallVector<Twins, 2> Found;
  for (const Loop *L : FAM.getResult<LoopAnalysis>(F).getLoopsInPreorder()) {
    const BasicBlock *Latch = L->getLoopLatch();
    if (!Latch)
      continue;
    for (PHINode &Narrow : L->getHeader()->phis())
      for (PHINode &Wide : L->getHeader()->phis())
        if (std::optional<Twins> T = twinsOf(Wide, Narrow, *Latch)) {
          Found.push_back(*T);
          break;
        }
  }
  for (const Twins &T : Found)
    merge(T);
  if (Found.empty())
    return PreservedAnalyses::all();
  PreservedAnalyses Kept;
  Kept.preserveSet<CFGAnalyses>();
  return Kept;
}
