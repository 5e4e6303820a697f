// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: a pointer that lives across a suspension is the user's error, in their words.
//
// The kernel refuses to store an address in a packet, and it would be stale: after the
// resumption the packet has moved, the map value may be gone, the stack is another one.
// The origin of a value is followed through casts, arithmetic and phis.

#include "Coroutine.h"

#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;
using namespace llvm::flexnet;

namespace {
enum class Origin { Scalar, Packet, MapValue, Reference, Stack, Caller, Context, Unknown };

/// Where data, data_end and data_meta are in a context.
bool isPacketField(PacketKind Packet, uint64_t Offset) {
  switch (Packet) {
  case PacketKind::Xdp: // struct xdp_md: the first three words
    return Offset < 12;
  case PacketKind::Skb: // struct __sk_buff
  case PacketKind::Sent:
    return Offset == 76 || Offset == 80 || Offset == 140;
  case PacketKind::None:
    return false;
  }
  llvm_unreachable("all kinds are handled");
}

constexpr uint64_t HelperMapLookup = 1, HelperMapLookupPerCpu = 195;

struct OriginFinder {
  const Function &F;
  const Argument *Context;
  PacketKind Packet;
  SmallPtrSet<const Value *, 16> Seen = {};

  Origin ofLoad(const LoadInst &L) {
    APInt Offset(64, 0);
    const Value *Base =
        L.getPointerOperand()->stripAndAccumulateConstantOffsets(F.getDataLayout(), Offset, true);
    if (Context && Base == Context && isPacketField(Packet, Offset.getZExtValue()))
      return Origin::Packet;
    return L.getType()->isPointerTy() ? Origin::Unknown : Origin::Scalar;
  }

  Origin ofCall(const CallBase &Call) {
    if (!Call.getType()->isPointerTy())
      return Origin::Scalar;
    const Value *Callee = Call.getCalledOperand();
    if (auto *CE = dyn_cast<ConstantExpr>(Callee); CE && CE->getOpcode() == Instruction::IntToPtr)
      if (auto *Number = dyn_cast<ConstantInt>(CE->getOperand(0)))
        if (Number->equalsInt(HelperMapLookup) || Number->equalsInt(HelperMapLookupPerCpu))
          return Origin::MapValue;
    if (auto *Kfunc = dyn_cast<Function>(Callee); Kfunc && Kfunc->getSection() == ".ksyms")
      return Origin::Reference;
    return Origin::Unknown;
  }

  Origin of(const Value *V) {
    if (isa<Constant>(V) || !Seen.insert(V).second)
      return Origin::Scalar;
    if (Context && V == Context)
      return Origin::Context;
    if (isa<Argument>(V)) // `this`, a lambda's captures, a reference: the caller's stack
      return V->getType()->isPointerTy() ? Origin::Caller : Origin::Scalar;
    if (isa<AllocaInst>(V))
      return Origin::Stack;
    if (auto *L = dyn_cast<LoadInst>(V))
      return ofLoad(*L);
    if (auto *Call = dyn_cast<CallBase>(V))
      return ofCall(*Call);
    auto *I = cast<Instruction>(V);
    if (isa<CmpInst>(I))
      return Origin::Scalar;
    Origin Result = Origin::Scalar;
    unsigned Pointers = 0;
    for (const Use &Operand : drop_begin(I->operands(), isa<SelectInst>(I) ? 1 : 0))
      if (Origin O = of(Operand); O != Origin::Scalar) {
        Result = O;
        ++Pointers;
      }
    if (I->getOpcode() == Instruction::Sub && Pointers == 2)
      return Origin::Scalar; // a length
    return Result;
  }
};

struct Advice {
  Message What;
  const char *Remedy;
};

Advice adviceFor(Origin O) {
  switch (O) {
  case Origin::Packet:
    return {Message::PacketPointerKept,
            "read ctx->data and ctx->data_end again after the co_await, and check the bounds again"};
  case Origin::MapValue:
    return {Message::MapValueKept, "keep the key and look it up again after the co_await"};
  case Origin::Reference:
    return {Message::ReferenceKept,
            "release it before the co_await and acquire it again afterwards"};
  case Origin::Stack:
    return {Message::LocalAddressKept,
            "keep the value itself; after the co_await the stack is another one"};
  case Origin::Caller:
    return {Message::CallersAddressKept,
            "copy the member or capture that is needed to a local variable before the co_await"};
  case Origin::Context:
    return {Message::ContextKept, "use the coroutine's own parameter after the co_await"};
  default:
    return {Message::PointerKept, "keep what is needed to find it again after the co_await"};
  }
}

struct Checker {
  Coroutine &C;
  SplitContext &Ctx;
  const Argument *Context;
  PacketKind Packet;

  void refuse(Origin O, StringRef Name, const DebugLoc &Definition, const SuspendPoint &P) {
    Advice A = adviceFor(O);
    Ctx.report(Definition ? Definition : P.Loc, A.What, Name);
    Ctx.report(P.Loc, Message::SuspendedHereInstead, A.Remedy);
  }

  Origin originOf(const Value *V) { return OriginFinder{*C.F, Context, Packet}.of(V); }

  /// Addresses stored in a local whose contents live on.
  void checkContents(const AllocaInst &A, const LiveValue &L, const SuspendPoint &P) {
    for (const Instruction &I : instructions(*C.F))
      if (auto *S = dyn_cast<StoreInst>(&I))
        if (getUnderlyingObject(S->getPointerOperand()) == &A)
          if (Origin O = originOf(S->getValueOperand()); O != Origin::Scalar) {
            refuse(O, L.Name, userLocation(S->getDebugLoc()), P);
            return;
          }
  }

  void check(const SuspendPoint &P, const LiveValue &L) {
    if (auto *A = dyn_cast<AllocaInst>(L.V))
      return checkContents(*A, L, P);
    Origin O = originOf(L.V);
    if (O == Origin::Scalar && L.V->getType()->isPointerTy())
      O = Origin::Unknown;
    if (O == Origin::Scalar)
      return;
    DebugLoc Definition;
    if (auto *I = dyn_cast<Instruction>(L.V))
      Definition = userLocation(I->getDebugLoc());
    refuse(O, L.Name, Definition, P);
  }
};
} // namespace

bool flexnet::isPacketPointer(const Value *V, const Argument &Context, PacketKind Packet) {
  return OriginFinder{*Context.getParent(), &Context, Packet}.of(V) == Origin::Packet;
}

void flexnet::checkStorable(Coroutine &C, SplitContext &Ctx) {
  SmallPtrSet<const Value *, 8> Refused;
  for (SuspendPoint &P : C.Points) {
    Checker Check{C, Ctx, P.CtxArg ? C.F->getArg(*P.CtxArg) : nullptr, P.Packet};
    for (LiveValue &L : P.Live) {
      bool Before = Ctx.Failed;
      Ctx.Failed = false;
      if (!Refused.contains(L.V))
        Check.check(P, L);
      if (Ctx.Failed)
        Refused.insert(L.V);
      Ctx.Failed |= Before;
    }
  }
}
