// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: what can be computed again after the suspension is, next to its use.
//
// Addresses may not cross: the kernel refuses to store one ("leaks addr into packet"),
// and after the resumption the context and the stack are other ones. The frame also
// gets smaller. Computed again is a cheap, pure instruction
//  - that only needs what every program has (constants, the context, the address of a
//    local, a marker that will be a constant), or what is in the frame anyway; or
//  - that is the address of an element of a local: the user wrote only `a[i]`, so the
//    index is stored instead.
//
// Packet pointers are not computed again: their bounds check would be missing. They
// are the user's to read anew from the context (Storable.cpp says so).

#include "Coroutine.h"
#include "Liveness.h"

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;
using namespace llvm::flexnet;
using namespace llvm::PatternMatch;

static bool isConstantMarker(const Instruction &I) {
  auto *Call = dyn_cast<CallInst>(&I);
  if (!Call || !Call->getCalledFunction())
    return false;
  StringRef Name = Call->getCalledFunction()->getName();
  return is_contained({marker::FrameSize, marker::PointIndex, marker::SetIndex, marker::Frame,
                       marker::Carries, marker::Memory, marker::Stride, marker::Packet,
                       marker::SetNumber, marker::InRamp, marker::InCell},
                      Name);
}

static bool isCheap(const Instruction &I) {
  if (auto *B = dyn_cast<BinaryOperator>(&I)) // a shift or a mask, once LLVM has seen it
    return !B->isIntDivRem() || match(B, m_UDiv(m_Value(), m_Power2())) ||
           match(B, m_URem(m_Value(), m_Power2()));
  return isa<CastInst>(I) || isa<GetElementPtrInst>(I) || isa<ICmpInst>(I) || isa<SelectInst>(I) ||
         isa<FreezeInst>(I) || isConstantMarker(I);
}

/// Every program has it, or what it is computed of: nothing is stored for it.
static bool isFree(const Value *V, const Argument *Context) {
  if (isa<Constant>(V) || isa<AllocaInst>(V) || V == Context)
    return true;
  auto *I = dyn_cast<Instruction>(V);
  return I && (isConstantMarker(*I) || (isCheap(*I) && all_of(I->operands(), [&](const Use &Of) {
                                          return isFree(Of, Context);
                                        })));
}

/// The address of a part of a local array or of the context.
static bool isLocalAddress(const Instruction &I, const Argument *Context) {
  auto *GEP = dyn_cast<GetElementPtrInst>(&I);
  return GEP && isFree(GEP->getPointerOperand(), Context);
}

static bool canRecompute(const Instruction &I, const Argument *Context,
                         ArrayRef<Liveness::Set> LivePoints) {
  if (!isCheap(I))
    return false;
  if (isLocalAddress(I, Context))
    return true;
  return all_of(I.operands(), [&](const Use &Operand) {
    const Value *V = Operand;
    if (isFree(V, Context))
      return true;
    return all_of(LivePoints, [&](const Liveness::Set &Live) {
      return !Live.contains(&I) || Live.contains(V);
    });
  });
}

/// A copy of I right before every use.
static void copyToUses(Instruction &I) {
  while (!I.use_empty()) {
    Use &U = *I.use_begin();
    auto *User = cast<Instruction>(U.getUser());
    auto *Phi = dyn_cast<PHINode>(User);
    BasicBlock *At = Phi ? Phi->getIncomingBlock(U) : User->getParent();
    Instruction *Copy = I.clone();
    Copy->insertBefore(Phi ? At->getTerminator()->getIterator() : User->getIterator());
    U.set(Copy);
    if (Phi) // all entries of one block must agree
      for (unsigned K = 0; K != Phi->getNumIncomingValues(); ++K)
        if (Phi->getIncomingBlock(K) == At && Phi->getIncomingValue(K) == &I)
          Phi->setIncomingValue(K, Copy);
  }
  I.eraseFromParent();
}

void flexnet::rematerialize(Coroutine &C) {
  if (C.Points.empty())
    return;
  const Argument *Context = nullptr;
  if (C.Points.front().CtxArg)
    Context = C.F->getArg(*C.Points.front().CtxArg);
  for (bool Changed = true; Changed;) {
    Changed = false;
    Liveness Live(*C.F);
    SmallVector<Liveness::Set, 4> LivePoints;
    for (SuspendPoint &P : C.Points)
      LivePoints.push_back(Live.before(*P.Resumed));
    for (Instruction &I : instructions(*C.F)) {
      bool Crosses = any_of(LivePoints, [&](auto &Set) { return Set.contains(&I); });
      if (!Crosses || !canRecompute(I, Context, LivePoints))
        continue;
      copyToUses(I);
      Changed = true;
      break;
    }
  }
}
