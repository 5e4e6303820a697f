// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: why each value is in the frame: the nearest use after the suspension.
//
// The blocks behind the suspension are gone through in order of their distance. A use without a
// place in the source (a phi, what was made of one) stands for those of its result. One in a
// block that every path to the suspension has been through is reached by a loop only. Contents
// of a local are used by whatever reads them, or has their address and is called.

#include "Coroutine.h"

#include "flexnet/abi.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;
using namespace llvm::flexnet;

namespace {
class UseFinder {
public:
  UseFinder(const SuspendPoint &P, const Value &V, const DominatorTree &Dominators)
      : Resumed(*P.Resumed), Contents(dyn_cast<AllocaInst>(&V)), Dominators(Dominators) {
    Names.insert(&V);
  }

  const Instruction *find() {
    SmallVector<const BasicBlock *, 16> Blocks;
    if (const Instruction *I = findIn(std::next(Resumed.getIterator()), *Resumed.getParent()))
      return I;
    enqueueSuccessors(*Resumed.getParent(), Blocks);
    for (unsigned N = 0; N < Blocks.size(); ++N) {
      if (const Instruction *I = findIn(Blocks[N]->begin(), *Blocks[N]))
        return I;
      enqueueSuccessors(*Blocks[N], Blocks);
    }
    return Call;
  }

  /// Of a local's contents: nobody reads them here, but who has their address may.
  bool byAddress(const Instruction &I) const { return Contents && isa<CallBase>(I); }

  bool byLoop(const Instruction &I) const {
    const BasicBlock *Here = Resumed.getParent();
    return I.getParent() == Here ? I.comesBefore(&Resumed)
                                 : Dominators.dominates(I.getParent(), Here);
  }

private:
  const CallInst &Resumed;
  const AllocaInst *Contents;
  const DominatorTree &Dominators;
  SmallPtrSet<const Value *, 8> Names; ///< the value, and what stands for it
  SmallPtrSet<const BasicBlock *, 16> Seen;
  const Instruction *Call = nullptr; ///< the nearest, if no use is found

  void enqueueSuccessors(const BasicBlock &BB, SmallVectorImpl<const BasicBlock *> &Blocks) {
    for (const BasicBlock *Next : successors(&BB)) {
      for (const PHINode &Phi : Next->phis())
        if (Names.contains(Phi.getIncomingValueForBlock(&BB)))
          Names.insert(&Phi);
      if (Seen.insert(Next).second)
        Blocks.push_back(Next);
    }
  }

  bool reads(const Instruction &I) const {
    if (!Contents)
      return any_of(I.operands(), [&](const Use &U) { return Names.contains(U); });
    if (!I.mayReadFromMemory())
      return false;
    const auto *Transfer = dyn_cast<MemTransferInst>(&I);
    return any_of(I.operands(), [&](const Use &U) {
      return U->getType()->isPointerTy() && getUnderlyingObject(U) == Contents &&
             (!Transfer || U == Transfer->getRawSource());
    });
  }

  const Instruction *findIn(BasicBlock::const_iterator From, const BasicBlock &BB) {
    for (const Instruction &I : make_range(From, BB.end())) {
      if (isa<PHINode>(I) || I.isLifetimeStartOrEnd())
        continue;
      if (Contents && !Call && isa<CallInst>(I) && !isa<IntrinsicInst>(I) && I.getDebugLoc())
        Call = &I;
      if (!reads(I))
        continue;
      if (I.getDebugLoc() && I.getDebugLoc().getLine())
        return &I;
      Names.insert(&I);
    }
    return nullptr;
  }
};
} // namespace

/// Name of the header's function that the user called to get to Loc; empty if it is the user's
/// code.
static StringRef headerFunction(const DILocation *Loc) {
  StringRef Name;
  for (; Loc && Loc->getInlinedAt() && isHeaderCode(*Loc); Loc = Loc->getInlinedAt())
    Name = Loc->getScope()->getSubprogram()->getName();
  // The functions that co_await calls are not what the user wrote.
  return Name.starts_with("await_") ? "co_await" : Name.take_until([](char C) { return C == '<'; });
}

void flexnet::findUses(Coroutine &C) {
  DominatorTree Dominators(*C.F);
  for (SuspendPoint &P : C.Points)
    for (LiveValue &L : P.Live) {
      UseFinder Finder(P, *L.V, Dominators);
      const Instruction *Use = Finder.find();
      if (!Use)
        continue;
      L.Use = userLocation(Use->getDebugLoc());
      L.User = headerFunction(Use->getDebugLoc());
      L.Reason = Finder.byAddress(*Use) ? FLEXNET_KEPT_ADDRESS
                 : Finder.byLoop(*Use)  ? FLEXNET_KEPT_LOOP
                                        : FLEXNET_KEPT_USED;
    }
}
