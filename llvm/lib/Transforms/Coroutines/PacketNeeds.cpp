// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: which coroutines in executor queues need their packet again.
//
// A packet in an executor queue is a copy: two helpers and as many bytes as the packet has.
// A coroutine that only counts, logs or computes after the suspension does not pay for it. A
// suspension point carries the packet if what can run after it, up to the next suspension,
//
//  - uses the context, or
//  - returns another verdict than to drop: somebody waits for the packet, or
//  - suspends at a point that carries it.
//
// The last makes it a fixed point: header code copies under `if (__flexnet_carries(point))`,
// and of such a branch only the side of the present answer is looked at, first all false.
// In a function without a section of its own whose result nobody uses, the verdict is none.

#include "Coroutine.h"

#include "llvm/IR/CFG.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;
using namespace llvm::flexnet;

namespace {
using Edge = std::pair<const BasicBlock *, const BasicBlock *>;

/// What can run after a suspension, up to the next one.
struct Reach {
  const DenseMap<uint64_t, SuspendPoint *> &ById;
  DenseSet<Edge> Edges;
  SmallVector<const BasicBlock *, 16> Blocks; ///< the first one from its Resumed marker
  SmallPtrSet<const BasicBlock *, 16> Seen;

  void follow(const BasicBlock *From, const BasicBlock *To) {
    Edges.insert({From, To});
    if (Seen.insert(To).second)
      Blocks.push_back(To);
  }

  /// The successor that runs, if a marker decides it.
  const BasicBlock *decided(const BranchInst &Branch) const {
    auto *Call = dyn_cast<CallInst>(Branch.getCondition());
    if (!Call || !Call->getCalledFunction())
      return nullptr;
    if (asMarker(*Call, marker::Suspend))
      return Branch.getSuccessor(1); // the other side is the next program
    if (asMarker(*Call, marker::Carries)) {
      const SuspendPoint *P = ById.lookup(markerId(*Call));
      return Branch.getSuccessor(P && P->Carries ? 0 : 1);
    }
    return nullptr;
  }

  void run(const SuspendPoint &P) {
    Blocks.push_back(P.Resumed->getParent());
    for (size_t I = 0; I < Blocks.size(); ++I) {
      const BasicBlock *BB = Blocks[I];
      auto *Branch = dyn_cast<BranchInst>(BB->getTerminator());
      if (Branch && Branch->isConditional())
        if (const BasicBlock *Only = decided(*Branch)) {
          follow(BB, Only);
          continue;
        }
      for (const BasicBlock *Next : successors(BB))
        follow(BB, Next);
    }
  }
};

bool isMarkerOfSuspension(const Instruction &I) {
  return asMarker(I, marker::SuspendOn) || asMarker(I, marker::Executed);
}

struct Needs {
  Coroutine &C;
  SplitContext &Ctx;
  DenseMap<uint64_t, SuspendPoint *> ById{};
  bool VerdictMatters = false;

  static bool drops(const ConstantInt &Verdict, PacketKind Packet) {
    uint64_t V = Verdict.getZExtValue();
    return Packet == PacketKind::Xdp ? V <= 1 /* XDP_ABORTED, XDP_DROP */ : V == 2 /* TC_ACT_SHOT */;
  }

  /// Whether V, as the reached program knows it, is a verdict other than to drop.
  bool isKept(const Value *V, const Reach &R, PacketKind Packet,
              SmallPtrSetImpl<const Value *> &Seen) const {
    if (auto *Constant = dyn_cast<ConstantInt>(V))
      return !drops(*Constant, Packet);
    if (isa<UndefValue>(V) || !Seen.insert(V).second)
      return false;
    if (auto *Select = dyn_cast<SelectInst>(V))
      return isKept(Select->getTrueValue(), R, Packet, Seen) ||
             isKept(Select->getFalseValue(), R, Packet, Seen);
    auto *Phi = dyn_cast<PHINode>(V);
    if (!Phi)
      return true;
    for (auto [Incoming, From] : zip(Phi->incoming_values(), Phi->blocks()))
      if (R.Edges.contains({From, Phi->getParent()}) && isKept(Incoming, R, Packet, Seen))
        return true;
    return false;
  }

  /// The first thing after P that needs the packet, or null.
  const Instruction *firstNeed(const SuspendPoint &P, bool VerdictToo = true) const {
    const Argument *Context = P.CtxArg ? C.F->getArg(*P.CtxArg) : nullptr;
    Reach R{ById, {}, {}, {}};
    R.run(P);
    for (const BasicBlock *BB : R.Blocks) {
      bool Runs = BB != P.Resumed->getParent() || R.Seen.contains(BB);
      for (const Instruction &I : *BB) {
        Runs |= &I == P.Resumed;
        if (!Runs)
          continue;
        if (Context && is_contained(I.operands(), Context) && !isMarkerOfSuspension(I))
          return &I;
        SmallPtrSet<const Value *, 8> Seen;
        if (auto *Return = dyn_cast<ReturnInst>(&I))
          if (VerdictToo && VerdictMatters && P.Packet != PacketKind::None &&
              isKept(Return->getReturnValue(), R, P.Packet, Seen))
            return &I;
      }
    }
    return nullptr;
  }

  void refuse(const SuspendPoint &P, const Instruction &Need) {
    bool IsVerdict = isa<ReturnInst>(Need);
    DebugLoc Where = userLocation(Need.getDebugLoc());
    if (P.Packet == PacketKind::Sent && Need.getDebugLoc() && isHeaderCode(*Need.getDebugLoc())) {
      Ctx.report(Where ? Where : P.Loc, Message::SentTwice);
      return;
    }
    if (IsVerdict)
      Ctx.report(P.Loc, Message::TcVerdictAfterSuspension);
    else
      Ctx.report(Where ? Where : P.Loc, Message::ContextAfterSuspension);
    Ctx.report(P.Loc, Message::SuspendedHere, P.Set->getName());
  }

  void run() {
    for (SuspendPoint &P : C.Points)
      ById[P.Id] = &P;
    VerdictMatters = verdictMatters(*C.F);
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (SuspendPoint &P : C.Points) {
        const Instruction *Need = P.Take && !P.Carries && !P.Owns ? firstNeed(P) : nullptr;
        if (Need && ((P.Packet == PacketKind::Xdp && !P.Owned) ||
                     (P.Packet == PacketKind::Sent && isa<ReturnInst>(Need))))
          Changed = P.Carries = true;
      }
    }
    for (SuspendPoint &P : C.Points)
      if (P.Take && !P.Owns && (P.Owned || P.Packet != PacketKind::Xdp))
        if (const Instruction *Need = firstNeed(P, /*VerdictToo=*/P.Packet == PacketKind::Skb))
          refuse(P, *Need);
  }
};
} // namespace

bool flexnet::verdictMatters(const Function &F) {
  return F.hasSection() || any_of(F.users(), [](const User *U) {
           return isa<CallBase>(U) && !U->use_empty();
         });
}

void flexnet::findPacketNeeds(Coroutine &C, SplitContext &Ctx) { Needs{C, Ctx}.run(); }
