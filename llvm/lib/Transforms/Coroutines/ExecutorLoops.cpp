// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: loops of executors end, as the verifier wants to see.
//
// An executor polls until it has a batch, or takes until nothing is left:
//
//   while (n < 32)                                  while (coro_t coro = queue_pop_front(i))
//     if ((batch[n] = queue_pop_front(i)))            coro.resume();
//       n++;
//     else
//       busy_poll();
//
// The verifier refuses a loop whose end it does not see ("infinite loop detected", or "The
// sequence of 8193 jumps is too complex"). A loop for which LLVM, too, finds no greatest number of
// turns gets a may_goto at its end, with which the kernel itself ends it after some time; and if
// it polls, a look at how often it did:
//
//   before                 after
//     br label %header       callbr asm "may_goto ..." to label %polls [label %exit]
//                          polls:
//                            %n = load i64, ptr <worker->polls>
//                            %more = icmp ult i64 %n, FLEXNET_POLLS
//                            br i1 %more, label %header, label %exit
//
// %exit is where an exit leads that every turn passes. It is found while the function is as
// clang wrote it, with all variables in memory (markLoops), so that it needs no values; how often
// a loop turns is known when it is simplified (boundLoops): then some may_goto go again.

#include "Coroutine.h"

#include "flexnet/abi.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/LoopSimplify.h"

using namespace llvm;
using namespace llvm::flexnet;

/// More turns than that the verifier does not walk through one by one.
static constexpr unsigned MaxTurns = 1024;

/// The instruction itself: not every -mcpu lets the assembler know its name.
static constexpr StringLiteral MayGoto = "1: .byte 0xe5; .byte 0; "
                                         ".long ((${0:l} - 1b - 8) / 8) & 0xffff; .short 0";

/// The default of a switch over cleanups. If loops share it, simplifyLoop() makes a block before it.
static bool isUnreachable(const BasicBlock &BB) {
  const BasicBlock *Next = BB.getUniqueSuccessor();
  return isa<UnreachableInst>((Next ? Next : &BB)->getTerminator());
}

/// Where an exit of L leads that every turn of the loop of Latch passes; null: the loop is meant to
/// be endless.
static BasicBlock *exitOf(const Loop &L, const BasicBlock *Latch, const DominatorTree &Dominators) {
  SmallVector<Loop::Edge, 4> Edges;
  L.getExitEdges(Edges);
  for (auto &[Exiting, Target] : Edges)
    if (Dominators.dominates(Exiting, Latch) && Target->phis().empty() && !isUnreachable(*Target))
      return const_cast<BasicBlock *>(Target);
  return nullptr;
}

/// Whether L, or a loop in it, polls: calls busy_poll(), which is inlined in between.
static bool polls(const Loop &L) {
  auto hasPoll = [](const BasicBlock &BB) {
    return any_of(BB, [](const Instruction &I) { return asMarker(I, marker::Poll) != nullptr; });
  };
  return any_of(L.blocks(), [&](const BasicBlock *BB) {
    return hasPoll(*BB) || any_of(*BB, [&](const Instruction &I) {
             auto *Call = dyn_cast<CallBase>(&I);
             const Function *Callee = Call ? Call->getCalledFunction() : nullptr;
             return Callee && Callee->hasFnAttribute(Attribute::AlwaysInline) &&
                    any_of(*Callee, hasPoll);
           });
  });
}

void flexnet::markLoops(Function &F, SplitContext &Ctx) {
  DominatorTree Dominators(F);
  LoopInfo Info(Dominators);
  for (Loop *L : Info.getLoopsInPreorder()) {
    simplifyLoop(L, &Dominators, &Info, nullptr, nullptr, nullptr, /*PreserveLCSSA=*/false);
    SmallVector<BasicBlock *, 4> Exits;
    L->getExitBlocks(Exits);
    if (Exits.empty())
      Ctx.report(L->getStartLoc(), Message::EndlessExecutorLoop);
    BasicBlock *Latch = L->getLoopLatch();
    // Who has polled enough does not begin again for the next element of an array.
    const Loop *Left = polls(*L) ? L->getOutermostLoop() : L;
    BasicBlock *Exit = Latch ? exitOf(*Left, Latch, Dominators) : nullptr;
    if (!Exit)
      continue;
    BasicBlock *End = SplitEdge(Latch, L->getHeader(), &Dominators, &Info);
    IRBuilder<> B(End->getTerminator());
    auto *Type = FunctionType::get(B.getVoidTy(), false);
    B.CreateCallBr(Type, InlineAsm::get(Type, MayGoto, "!i", /*hasSideEffects=*/true),
                   L->getHeader(), {Exit}, {});
    End->getTerminator()->eraseFromParent();
    Dominators.insertEdge(End, Exit);
  }
}

/// Behind the may_goto: the loop goes on if it has not polled enough.
static void lookAtPolls(CallBrInst &End, Argument &Worker) {
  BasicBlock *From = End.getParent(), *Header = End.getDefaultDest(),
             *Exit = End.getIndirectDest(0);
  BasicBlock *Polls = BasicBlock::Create(From->getContext(), "polls", From->getParent(), Header);
  Header->replacePhiUsesWith(From, Polls);
  for (PHINode &Phi : Exit->phis())
    Phi.addIncoming(Phi.getIncomingValueForBlock(From), Polls);
  End.setDefaultDest(Polls);
  IRBuilder<> B(Polls);
  Value *Count = B.CreateLoad(
      B.getInt64Ty(),
      B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), &Worker, offsetof(flexnet_worker_ctx, polls)));
  B.CreateCondBr(B.CreateICmpULT(Count, B.getInt64(FLEXNET_POLLS)), Header, Exit);
}

static void remove(CallBrInst &End) {
  End.getIndirectDest(0)->removePredecessor(End.getParent());
  BranchInst::Create(End.getDefaultDest(), End.getIterator());
  End.eraseFromParent();
}

void flexnet::boundLoops(Function &F, SplitContext &Ctx) {
  FunctionAnalysisManager &FAM = Ctx.FAM;
  FAM.invalidate(F, PreservedAnalyses::none());
  auto &Info = FAM.getResult<LoopAnalysis>(F);
  auto &SE = FAM.getResult<ScalarEvolutionAnalysis>(F);
  SmallVector<CallBrInst *, 4> Polling, Bounded;
  for (BasicBlock &BB : F) {
    auto *End = dyn_cast<CallBrInst>(BB.getTerminator());
    auto *Asm = End ? dyn_cast<InlineAsm>(End->getCalledOperand()) : nullptr;
    if (!Asm || Asm->getAsmString() != MayGoto)
      continue;
    const Loop *L = Info.getLoopFor(&BB);
    unsigned Turns = L ? SE.getSmallConstantMaxTripCount(L) : 1;
    if (Turns && Turns <= MaxTurns)
      Bounded.push_back(End);
    else if (L && polls(*L))
      Polling.push_back(End);
  }
  for (CallBrInst *End : Polling)
    lookAtPolls(*End, *F.getArg(0));
  for (CallBrInst *End : Bounded)
    remove(*End);
  for (Instruction &I : make_early_inc_range(instructions(F)))
    if (CallInst *Poll = asMarker(I, marker::Poll))
      Poll->eraseFromParent();
  FAM.invalidate(F, PreservedAnalyses::none());
}
