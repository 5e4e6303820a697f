// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: kernel runtime: what a coroutine reads of its context after a suspension.
//
// What goes on has a packet, and no context of XDP. The numbers of the device and of its queue are
// read before, and kept in the frame. data and data_end are the bytes of the packet, from the layer
// that is next, which header code asks the module for where it gets the packet:
//
//   f.resume.N(ptr %packet, ...)
//     call void @__flexnet_packet_is(%packet, i32 1)   %length = call i32 @look_at(%packet, 1, ...)
//     %d = load i32, ptr %data                         %bytes
//     %e = load i32, ptr %data_end                     %bytes + %length
//
// The verifier sees FLEXNET_SLICE_BYTES of memory, whatever the program compares: its comparison with
// data_end is what it always was. A program that stores there makes the packet its own first.

#include "Coroutine.h"

#include "llvm/Analysis/CFG.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

/// Of struct xdp_md.
enum ContextField : uint64_t {
  Data = 0,
  DataEnd = 4,
  DataMeta = 8,
  IngressIfindex = 12,
  RxQueueIndex = 16,
};

/// The loads of Context's fields; null for what else is done with it.
static MapVector<Instruction *, std::optional<uint64_t>> accesses(Value &Context,
                                                                  const DataLayout &DL) {
  MapVector<Instruction *, std::optional<uint64_t>> Found;
  SmallVector<std::pair<Value *, uint64_t>, 8> Work{{&Context, 0}};
  while (!Work.empty()) {
    auto [V, Offset] = Work.pop_back_val();
    for (User *U : V->users()) {
      APInt Step(64, 0);
      if (auto *GEP = dyn_cast<GetElementPtrInst>(U); GEP && GEP->accumulateConstantOffset(DL, Step))
        Work.push_back({GEP, Offset + Step.getZExtValue()});
      else if (isa<LoadInst>(U) && U->getType()->isIntegerTy(32))
        Found[cast<Instruction>(U)] = Offset;
      else
        Found[cast<Instruction>(U)] = std::nullopt;
    }
  }
  return Found;
}

void flexnet::readContextEarly(Coroutine &C) {
  auto Owning = find_if(C.Points, [](const SuspendPoint &P) { return P.Owns && P.LookAt; });
  if (Owning == C.Points.end())
    return;
  Argument *Context = C.F->getArg(*Owning->CtxArg);
  IRBuilder<> B(&*C.F->getEntryBlock().getFirstInsertionPt());
  DenseMap<uint64_t, Value *> Early;
  for (auto [I, Field] : accesses(*Context, C.F->getDataLayout())) {
    bool IsKept = Field && (*Field == IngressIfindex || *Field == RxQueueIndex);
    if (!IsKept || (I->getDebugLoc() && isHeaderCode(*I->getDebugLoc())) ||
        none_of(C.Points, [I = I](const SuspendPoint &P) {
          return P.Owns && isPotentiallyReachable(P.Resumed, I);
        }))
      continue;
    Value *&V = Early[*Field];
    if (!V) {
      B.SetCurrentDebugLocation(I->getDebugLoc());
      V = B.CreateLoad(I->getType(), B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), Context, *Field),
                       *Field == RxQueueIndex ? "rx_queue_index" : "ingress_ifindex");
    }
    I->replaceAllUsesWith(V);
    I->eraseFromParent();
  }
}

/// What stores where V points.
static Instruction *writeThrough(Value &V) {
  SmallVector<Value *, 8> Work{&V};
  SmallPtrSet<Value *, 16> Seen;
  while (!Work.empty()) {
    Value *Address = Work.pop_back_val();
    if (!Seen.insert(Address).second)
      continue;
    for (Use &U : Address->uses()) {
      auto *I = cast<Instruction>(U.getUser());
      if (isa<CastInst, GetElementPtrInst, PHINode, SelectInst, BinaryOperator, FreezeInst>(I))
        Work.push_back(I);
      else if (isa<StoreInst>(I) ? U.getOperandNo() == 1 : isa<AtomicRMWInst, AtomicCmpXchgInst>(I))
        return I;
      else if (isa<MemIntrinsic>(I) && U.getOperandNo() == 0)
        return I;
    }
  }
  return nullptr;
}

namespace {
class ContextLowering {
public:
  ContextLowering(SuspendPoint &P, CallInst &Context, SplitContext &Ctx)
      : P(P), F(*P.Resume), Context(Context), Ctx(Ctx), B(F.getContext()) {}

  void run() {
    for (auto [I, Field] : accesses(Context, F.getDataLayout())) {
      if (!P.LookAt)
        return refuse(*I, Message::ContextOfSent);
      if (Field && *Field <= DataMeta)
        Loads.push_back({cast<LoadInst>(I), *Field == DataEnd});
      else
        return refuse(*I, Message::ContextOfOwned);
    }
    if (Loads.empty())
      return;
    for (auto [Load, IsEnd] : Loads)
      if (Instruction *Write = writeThrough(*Load)) {
        Writes = true;
        if (P.Layer)
          return refuse(*Write, Message::WrittenBehindLayer);
      }
    if (Writes)
      makeOwn();
    B.SetInsertPoint(&*F.getEntryBlock().begin());
    Bytes = B.CreateAlloca(B.getPtrTy(), nullptr, "bytes");
    Length = B.CreateAlloca(B.getInt32Ty(), nullptr, "length");
    for (Instruction &I : make_early_inc_range(instructions(F)))
      if (CallInst *Is = asMarker(I, marker::PacketIs))
        if (any_of(Loads, [&](auto &L) { return isPotentiallyReachable(Is, L.first); }))
          lookAt(*Is);
    for (auto [Load, IsEnd] : Loads)
      replace(*Load, IsEnd);
  }

private:
  SuspendPoint &P;
  Function &F;
  CallInst &Context;
  SplitContext &Ctx;
  IRBuilder<> B;
  SmallVector<std::pair<LoadInst *, bool>, 8> Loads;
  bool Writes = false;
  AllocaInst *Bytes = nullptr, *Length = nullptr;

  void refuse(Instruction &I, Message M) {
    DebugLoc Where = userLocation(I.getDebugLoc());
    Ctx.report(Where ? Where : P.Loc, M);
    Ctx.report(P.Loc, Message::SuspendedHere, P.Set->getName());
  }

  void makeOwn() {
    Argument *Packet = F.getArg(0);
    B.SetInsertPoint(Context.getNextNode());
    B.SetCurrentDebugLocation(Context.getDebugLoc());
    CallInst *Own = B.CreateCall(P.MakeOwn, {Packet});
    Packet->replaceUsesWithIf(Own, [Own](Use &U) { return U.getUser() != Own; });
  }

  void lookAt(CallInst &Is) {
    B.SetInsertPoint(&Is);
    B.SetCurrentDebugLocation(Is.getDebugLoc());
    B.CreateStore(B.CreateCall(P.LookAt, {Is.getArgOperand(0), Is.getArgOperand(1),
                                          B.getInt1(Writes), Bytes}),
                  Length);
  }

  /// An address that was read as 32 bits of the context is 64 bits here.
  void replace(LoadInst &Load, bool IsEnd) {
    B.SetInsertPoint(&Load);
    B.SetCurrentDebugLocation(Load.getDebugLoc());
    Value *At = B.CreateLoad(B.getPtrTy(), Bytes);
    if (IsEnd)
      At = B.CreateGEP(B.getInt8Ty(), At,
                       B.CreateZExt(B.CreateLoad(B.getInt32Ty(), Length), B.getInt64Ty()));
    Value *Address = B.CreatePtrToInt(At, B.getInt64Ty());
    for (User *U : make_early_inc_range(Load.users()))
      if (auto *Wide = dyn_cast<ZExtInst>(U); Wide && Wide->getType()->isIntegerTy(64)) {
        Wide->replaceAllUsesWith(Address);
        Wide->eraseFromParent();
      }
    Load.replaceAllUsesWith(B.CreateTrunc(Address, B.getInt32Ty()));
    Load.eraseFromParent();
  }
};
} // namespace

void flexnet::lowerContext(SuspendPoint &P, CallInst &Context, SplitContext &Ctx) {
  ContextLowering(P, Context, Ctx).run();
}
