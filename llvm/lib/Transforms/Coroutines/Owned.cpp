// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: kernel runtime: a coroutine in an executor queue owns its packet.
//
// The program that a packet came to, the ramp, only hands it over: what goes on has the packet
// itself, as a reference of the type of the layer that is next, and no context. Header code
// (flexnet/kernel_insert.h) has both in one place, and asks where it is:
//
//   coroutine                                       ramp    f.resume.N(ptr %packet, ptr %frame, i1
//   %cell)
//     call i1 @__flexnet_in_ramp()                  true    false
//     call ptr @__flexnet_resumed_packet(N)         -       %packet
//     call i1 @__flexnet_in_cell(N)                 -       %cell: false if it was refused in rx
//     %ctx                                          %ctx    OwnedContext.cpp
//
// Which layer is next at a suspension is known: it is the type of a field of a map.

#include "Coroutine.h"

#include "llvm/Analysis/CFG.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

bool SplitContext::isKernel() const { return M.getFunction(marker::Enter) != nullptr; }

/// Of flexnet::layer.
static constexpr unsigned LastOwned = 3, Received = 4, SocketOut = 5, TransportOut = 6, IpOut = 7;

/// What is sent comes with all layers up to L4 done, and the header of L3.
static unsigned sentLayer(unsigned Layer, const SuspendPoint &P, SplitContext &Ctx) {
  if (Layer == SocketOut)
    Ctx.report(P.Loc, Message::BehindTransport);
  return Layer == IpOut ? IpOut : TransportOut;
}

void flexnet::lowerOwns(Function &F) {
  for (Instruction &I : make_early_inc_range(instructions(F)))
    if (asMarker(I, marker::Owns)) {
      I.replaceAllUsesWith(ConstantInt::getBool(F.getContext(), verdictMatters(F)));
      I.eraseFromParent();
    }
}

/// Whether a packet that is owned can come to P, which is of another kind of queue.
static bool isReachedOwned(const SuspendPoint &P, const Coroutine &C) {
  return any_of(C.Points, [&](const SuspendPoint &From) {
    return From.Owns && isPotentiallyReachable(From.Resumed, P.SuspendOn);
  });
}

void flexnet::findOwned(Coroutine &C, SplitContext &Ctx) {
  for (SuspendPoint &P : C.Points) {
    if (!P.Owned)
      continue;
    // One on all paths, as Typestate.cpp has checked.
    auto *Layer = dyn_cast<ConstantInt>(P.Owned->getArgOperand(1));
    P.Layer = Layer ? Layer->getZExtValue() : 0;
    bool Sent = P.Packet == PacketKind::Sent;
    if (Sent)
      P.Layer = sentLayer(P.Layer, P, Ctx);
    P.Owns = P.Take && (Sent || P.Layer <= LastOwned) && verdictMatters(*C.F);
    for (auto [Member, I] : {std::pair(&SuspendPoint::LookAt, 2), {&SuspendPoint::MakeOwn, 3}})
      P.*Member = dyn_cast<Function>(P.Owned->getArgOperand(I)->stripPointerCasts());
    if (!P.Take && P.Layer && P.Layer < Received)
      Ctx.report(P.Loc, Message::LayerOfOtherQueue);
  }
  SmallPtrSet<const CallInst *, 2> Lost;
  for (const SuspendPoint &P : C.Points)
    if (P.Owned && !P.Take && isReachedOwned(P, C)) {
      Ctx.report(P.Loc, Message::OwnedInOtherQueue, P.Set->getName());
      Lost.insert(P.Owned);
    }
  erase_if(C.Points, [&](const SuspendPoint &P) { return Lost.contains(P.Owned); });
  readContextEarly(C);
}

void flexnet::replaceOwned(Function &Program, const SuspendPoint *P) {
  bool Owns = P && P->Owns;
  LLVMContext &C = Program.getContext();
  for (Instruction &I : make_early_inc_range(instructions(Program))) {
    auto isOf = [&](const CallInst *Call) { return Owns && markerId(*Call) == P->Id; };
    Value *Answer = nullptr;
    if (asMarker(I, marker::InRamp))
      Answer = ConstantInt::getBool(C, !Owns);
    else if (CallInst *Call = asMarker(I, marker::ResumedPacket))
      Answer = isOf(Call) ? static_cast<Value *>(Program.getArg(0)) : PoisonValue::get(I.getType());
    else if (CallInst *Call = asMarker(I, marker::InCell))
      Answer = isOf(Call) ? static_cast<Value *>(Program.getArg(2)) : ConstantInt::getTrue(C);
    else if (!Owns && asMarker(I, marker::Redirected))
      Answer = ConstantInt::get(I.getType(), 0);
    if (!Answer)
      continue;
    I.replaceAllUsesWith(Answer);
    I.eraseFromParent();
  }
}

void flexnet::dropPacketMarkers(Module &M) {
  if (Function *Marker = M.getFunction(marker::PacketIs))
    for (User *U : make_early_inc_range(Marker->users()))
      cast<CallInst>(U)->eraseFromParent();
}

void flexnet::checkContinuation(SuspendPoint &P, CallInst &Context, SplitContext &Ctx) {
  simplifyCoroutine(*P.Resume, Ctx.FAM);
  lowerContext(P, Context, Ctx);
  lowerRedirects(P, Ctx);
  Context.replaceAllUsesWith(PoisonValue::get(Context.getType()));
  Context.eraseFromParent();
  inlineMarkers(*P.Resume);
  simplifyCoroutine(*P.Resume, Ctx.FAM);
}
