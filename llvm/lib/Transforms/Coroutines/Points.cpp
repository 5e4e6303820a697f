// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: finds the suspension points of a simplified coroutine and what they suspend on.

#include "Coroutine.h"

#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

static bool hasPacket(const Function &F) {
  return any_of(ArrayRef<StringRef>{"xdp", "tc", "classifier", "action", TxSection},
                [&](StringRef Prefix) { return F.getSection().starts_with(Prefix); });
}

/// Reads the constant arguments of __flexnet_suspend_on.
static bool readSuspendOn(SuspendPoint &P, Function &F, SplitContext &Ctx) {
  CallInst *On = P.SuspendOn;
  P.Loc = userLocation(P.Suspend->getDebugLoc());
  P.Set = dyn_cast<GlobalVariable>(On->getArgOperand(1)->stripPointerCasts());
  if (!P.Set) {
    Ctx.report(P.Loc, Message::QueueSetUnknown);
    return false;
  }
  if (P.Set->getSection() != ".maps") {
    Ctx.report(P.Loc, Message::QueueSetIsNoMap, P.Set->getName());
    return false;
  }
  if (auto *CtxArg = dyn_cast<Argument>(On->getArgOperand(2))) {
    P.CtxArg = CtxArg->getArgNo();
  } else if (!isa<ConstantPointerNull>(On->getArgOperand(2))) {
    Ctx.report(P.Loc, Message::OtherContext);
    return false;
  }
  P.Ramp = &F;
  if (P.Executed) {
    P.Packet = static_cast<PacketKind>(
        cast<ConstantInt>(P.Executed->getArgOperand(1))->getZExtValue());
    for (auto [Member, I] : {std::pair(&SuspendPoint::Take, 2), {&SuspendPoint::HandOver, 3},
                             {&SuspendPoint::NextReady, 4}, {&SuspendPoint::Fill, 5}})
      P.*Member = dyn_cast<Function>(P.Executed->getArgOperand(I)->stripPointerCasts());
  }
  P.FrameOf = cast<Function>(On->getArgOperand(3)->stripPointerCasts());
  for (const Use &Arg : drop_begin(On->args(), 4))
    P.SetConstants.push_back(cast<ConstantInt>(Arg)->getZExtValue());
  if (!P.CtxArg && P.Take && hasPacket(F)) {
    Ctx.report(P.Loc, Message::ContextNotGiven);
    return false;
  }
  if (!P.CtxArg && !P.Take) {
    Ctx.report(P.Loc, Message::NoPacket);
    return false;
  }
  return true;
}

Coroutine flexnet::findPoints(Function &F, SplitContext &Ctx) {
  Coroutine C;
  C.F = &F;
  C.Name = F.getSubprogram() ? F.getSubprogram()->getName().str() : F.getName().str();
  C.Sends = F.getSection() == TxSection;
  MapVector<uint64_t, SuspendPoint> Found;
  for (Instruction &I : instructions(F)) {
    if (auto *Call = asMarker(I, marker::Suspend))
      Found[markerId(*Call)].Suspend = Call;
    else if (auto *Call = asMarker(I, marker::Resumed))
      Found[markerId(*Call)].Resumed = Call;
    else if (auto *Call = asMarker(I, marker::SuspendOn))
      Found[markerId(*Call)].SuspendOn = Call;
    else if (auto *Call = asMarker(I, marker::Save))
      Found[markerId(*Call)].Save = Call;
    else if (auto *Call = asMarker(I, marker::Executed))
      Found[markerId(*Call)].Executed = Call;
    else if (auto *Call = asMarker(I, marker::Owned))
      Found[markerId(*Call)].Owned = Call;
  }
  for (auto &[Id, P] : Found) {
    if (!P.Suspend)
      continue; // this suspension can never happen
    P.Id = Id;
    if (P.SuspendOn && !P.Save && Ctx.Failed)
      continue; // a queue that does not exist: QueueNumber.cpp has said so
    if (!P.SuspendOn || !P.Save) {
      Ctx.report(P.Suspend->getDebugLoc(), Message::AwaitedIsNoQueue);
      continue;
    }
    if (readSuspendOn(P, F, Ctx))
      C.Points.push_back(std::move(P));
  }
  return C;
}
