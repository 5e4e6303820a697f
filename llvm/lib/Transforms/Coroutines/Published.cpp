// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: nothing is read or written after it was handed over.
//
// Once a cell of a queue is published, an executor on another CPU may run the rest of the
// coroutine and give the cell to the next one. Header code says where that is:
//
//   __flexnet_save(point, cell + 1);     the frame is written
//   publish(&cell->seq, position + 1);   others see it
//   handed_over(cell);                   call void asm sideeffect "# ...", "*m,~{memory}"(ptr
//   %cell)
//
// Checked twice.
//
// Before the split, in the coroutine, where frame, packet and context are known by name:
//  - every way from the save to the suspension hands the frame over. In a set that carries it in
//    front of the packet the save itself does: the packet leaves when the program returns;
//  - up to the suspension nothing touches the frame, its cell, or the packet;
//  - after the resumption nothing touches a cell that was given back, but its sequence number:
//    who reads it asks whether the cell is his again.
//
// At the end of the pipeline, in every function, on what the backend gets: nothing touches the
// memory of a handed_over() behind it. LLVM keeps the order in between and afterwards: see
// llvm/docs/BPFCoroutines.md, "Publish safety".

#include "llvm/FlexNet/Published.h"

#include "Coroutine.h"
#include "HandedOver.h"

#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

static bool isMarker(const Instruction &I) {
  auto *Call = dyn_cast<CallInst>(&I);
  const Function *Callee = Call ? Call->getCalledFunction() : nullptr;
  return Callee &&
         (Callee->getName().starts_with("__flexnet_") || Callee->getName().starts_with("flexnet."));
}

namespace {
class PublishCheck {
public:
  PublishCheck(const Coroutine &C, SplitContext &Ctx)
      : C(C), Ctx(Ctx), SE(Ctx.FAM.getResult<ScalarEvolutionAnalysis>(*C.F)) {}

  void run() {
    for (const SuspendPoint &P : C.Points)
      checkPoint(P);
    for (const Instruction &I : instructions(*C.F))
      if (const CallInst *HandOver = asHandOver(I))
        checkMemory(*HandOver);
  }

private:
  const Coroutine &C;
  SplitContext &Ctx;
  ScalarEvolution &SE;
  SmallPtrSet<const Instruction *, 4> Reported;

  void report(const Instruction &Access, Message M, const DebugLoc &Since) {
    if (!Reported.insert(&Access).second)
      return;
    DebugLoc Where = Access.getDebugLoc();
    Ctx.report(Where ? Where : Since, M, Access.mayWriteToMemory() ? "written" : "read");
    Ctx.report(Since, Message::HandedOverHere);
  }

  void checkPoint(const SuspendPoint &P) {
    Value *Frame = P.Save->getArgOperand(1);
    Handed Whole(Frame, SE);
    if (!P.Take) // in front of the packet
      return checkPacket(*P.Save, P);
    Whole.forEachAfter(*P.Save, [&](const Instruction &I) {
      if (const CallInst *HandOver = asHandOver(I); HandOver && isCellOf(*HandOver, Frame)) {
        checkPacket(*HandOver, P);
        return false;
      }
      if (&I != P.Suspend)
        return true;
      if (Reported.insert(P.Save).second)
        Ctx.report(P.Loc, Message::NeverHandedOver);
      return false;
    });
  }

  /// The frame is behind the beginning of what is handed over.
  bool isCellOf(const CallInst &HandOver, Value *Frame) {
    return Handed(HandOver.getArgOperand(0), SE).isAt(Frame);
  }

  void checkMemory(const CallInst &HandOver) {
    Handed Memory(HandOver.getArgOperand(0), SE);
    Memory.forEachAfter(HandOver, [&](const Instruction &I) {
      if (Memory.isAskedBy(I))
        return false;
      if (Memory.isAccessedBy(I) && !isMarker(I))
        report(I, Message::FrameAfterHandOver, HandOver.getDebugLoc());
      return true;
    });
  }

  /// From where P's frame was handed over up to the suspension.
  void checkPacket(const Instruction &HandOver, const SuspendPoint &P) {
    if (!P.CtxArg)
      return;
    const Argument *Context = C.F->getArg(*P.CtxArg);
    Handed Frame(P.Save ? P.Save->getArgOperand(1) : nullptr, SE);
    Frame.forEachAfter(HandOver, [&](const Instruction &I) {
      if (&I == P.Suspend)
        return false;
      if (touchesPacket(I, *Context, P))
        report(I, Message::PacketAfterHandOver, HandOver.getDebugLoc());
      return true;
    });
  }

  bool touchesPacket(const Instruction &I, const Argument &Context, const SuspendPoint &P) const {
    if (isMarker(I) || asHandOver(I) || isa<DbgInfoIntrinsic>(I))
      return false;
    auto isPacket = [&](const Value *V) { return isPacketPointer(V, Context, P.Packet); };
    if (auto *L = dyn_cast<LoadInst>(&I))
      return isPacket(L->getPointerOperand());
    if (auto *S = dyn_cast<StoreInst>(&I))
      return isPacket(S->getPointerOperand());
    auto *Call = dyn_cast<CallBase>(&I);
    return Call && any_of(Call->args(), [&](const Use &Arg) {
             return getUnderlyingObject(Arg) == &Context ||
                    (Arg->getType()->isPointerTy() && isPacket(Arg));
           });
  }
};
} // namespace

void flexnet::checkPublished(Coroutine &C, SplitContext &Ctx) { PublishCheck(C, Ctx).run(); }

/// The backend takes an asm with a text for an instruction, and writes two lines of the source for
/// the one behind it: "Invalid line_info". Without one it is a barrier still.
static void removeText(CallInst &HandOver) {
  auto *Asm = cast<InlineAsm>(HandOver.getCalledOperand());
  HandOver.setCalledOperand(InlineAsm::get(Asm->getFunctionType(), "", Asm->getConstraintString(),
                                           /*hasSideEffects=*/true));
}

PreservedAnalyses PublishedPass::run(Module &M, ModuleAnalysisManager &MAM) {
  auto &FAM = MAM.getResult<FunctionAnalysisManagerModuleProxy>(M).getManager();
  SplitContext Ctx{M, FAM, Report, 0};
  for (Function &F : M) {
    SmallVector<CallInst *, 4> HandOvers;
    for (Instruction &I : instructions(F))
      if (asHandOver(I))
        HandOvers.push_back(cast<CallInst>(&I));
    if (HandOvers.empty())
      continue;
    auto &SE = FAM.getResult<ScalarEvolutionAnalysis>(F);
    for (CallInst *HandOver : HandOvers) {
      Handed Memory(HandOver->getArgOperand(0), SE);
      Memory.forEachAfter(*HandOver, [&](const Instruction &I) {
        if (Memory.isAskedBy(I))
          return false;
        if (!Memory.isAccessedBy(I))
          return true;
        Ctx.report(I.getDebugLoc(), Message::FrameAfterHandOver,
                   I.mayWriteToMemory() ? "written" : "read");
        Ctx.report(HandOver->getDebugLoc(), Message::HandedOverHere);
        return false;
      });
    }
    for_each(HandOvers, [](CallInst *HandOver) { removeText(*HandOver); });
  }
  return PreservedAnalyses::all();
}
