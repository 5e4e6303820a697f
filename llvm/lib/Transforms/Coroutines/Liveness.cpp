// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: what must be in the frame: values read after the suspension.
//
// Values are live from their definition to their last use. The contents of a local
// array or struct are live from a write that may be read later to that read; a
// partial write keeps the rest alive, a full one or a lifetime marker ends it.

#include "Liveness.h"

#include "Coroutine.h"

#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/Analysis/CFG.h"
#include "llvm/Analysis/CaptureTracking.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;
using namespace llvm::flexnet;

static bool isTracked(const Value *V) {
  return (isa<Argument>(V) || isa<Instruction>(V)) && !isa<AllocaInst>(V) &&
         !V->getType()->isTokenTy() && !V->getType()->isVoidTy();
}

/// The allocas that Ptr may point into; false if there may be others.
static bool allocasOf(const Value *Ptr, SmallVectorImpl<const AllocaInst *> &Allocas) {
  SmallVector<const Value *, 4> Objects;
  getUnderlyingObjects(Ptr, Objects);
  bool Known = true;
  for (const Value *O : Objects) {
    if (auto *A = dyn_cast<AllocaInst>(O))
      Allocas.push_back(A);
    else if (!isa<Argument>(O) && !isa<GlobalValue>(O))
      Known = false;
  }
  return Known;
}

/// Bytes [0, size) of an alloca, all of them, written through Ptr.
static bool coversWhole(const Value *Ptr, uint64_t Bytes, const AllocaInst *&Whole,
                        const DataLayout &DL) {
  APInt Offset(DL.getIndexTypeSizeInBits(Ptr->getType()), 0);
  auto *A = dyn_cast<AllocaInst>(Ptr->stripAndAccumulateConstantOffsets(DL, Offset, true));
  if (!A || !Offset.isZero())
    return false;
  std::optional<TypeSize> Size = A->getAllocationSize(DL);
  Whole = A;
  return Size && Size->getFixedValue() == Bytes;
}

Liveness::Liveness(Function &F) : F(F) {
  for (const Instruction &I : instructions(F))
    if (auto *A = dyn_cast<AllocaInst>(&I); A && PointerMayBeCaptured(A, /*ReturnCaptures=*/false))
      Escaped.push_back(A);
  // What an unknown function may read are those that are there when it runs.
  Lifetimes = std::make_unique<StackLifetime>(F, Escaped, StackLifetime::LivenessType::May);
  Lifetimes->run();

  SmallVector<BasicBlock *, 32> Blocks(post_order(&F));
  DenseMap<const BasicBlock *, Set> In;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const BasicBlock *BB : Blocks) {
      Set Live;
      for (const BasicBlock *Next : successors(BB)) {
        for (const Value *V : In[Next]) // transfer() has taken Next's own phis out
          Live.insert(V);
        for (const PHINode &Phi : Next->phis())
          if (const Value *V = Phi.getIncomingValueForBlock(BB); isTracked(V))
            Live.insert(V);
      }
      Out[BB] = Live;
      for (const Instruction &I : reverse(*BB))
        transfer(I, Live);
      if (Live.size() != In[BB].size()) {
        In[BB] = std::move(Live);
        Changed = true;
      }
    }
  }
}

void Liveness::transfer(const Instruction &I, Set &Live) const {
  Live.erase(&I);
  if (isa<PHINode>(I))
    return; // its operands live at the end of the blocks it comes from
  const DataLayout &DL = F.getDataLayout();
  auto read = [&](const Value *Ptr) {
    SmallVector<const AllocaInst *, 4> Allocas;
    if (!allocasOf(Ptr, Allocas))
      Live.insert(Escaped.begin(), Escaped.end());
    Live.insert(Allocas.begin(), Allocas.end());
  };
  auto written = [&](const Value *Ptr, uint64_t Bytes) {
    const AllocaInst *Whole = nullptr;
    if (coversWhole(Ptr, Bytes, Whole, DL))
      Live.erase(Whole);
  };
  if (I.isLifetimeStartOrEnd()) {
    Live.erase(I.getOperand(0));
    return;
  }
  if (auto *S = dyn_cast<StoreInst>(&I)) {
    written(S->getPointerOperand(), DL.getTypeStoreSize(S->getValueOperand()->getType()));
  } else if (auto *L = dyn_cast<LoadInst>(&I)) {
    read(L->getPointerOperand());
  } else if (auto *M = dyn_cast<MemIntrinsic>(&I)) {
    if (auto *Length = dyn_cast<ConstantInt>(M->getLength()))
      written(M->getDest(), Length->getZExtValue());
    if (auto *T = dyn_cast<MemTransferInst>(M))
      read(T->getSource());
  } else if (auto *Call = dyn_cast<CallBase>(&I)) {
    for (const Use &Arg : Call->args())
      if (Arg->getType()->isPointerTy())
        read(Arg);
    if (!isa<IntrinsicInst>(Call))
      Live.insert(Escaped.begin(), Escaped.end());
  } else if (I.mayReadFromMemory()) { // atomics
    for (const Use &Operand : I.operands())
      if (Operand->getType()->isPointerTy())
        read(Operand);
  }
  for (const Use &Operand : I.operands())
    if (isTracked(Operand))
      Live.insert(Operand);
}

Liveness::Set Liveness::before(const Instruction &I) const {
  const BasicBlock *BB = I.getParent();
  Set Live = Out.lookup(BB);
  for (const Instruction &J : reverse(*BB)) {
    transfer(J, Live);
    if (&J == &I)
      break;
  }
  for (const AllocaInst *A : Escaped)
    if (Lifetimes->isReachable(&I) && !Lifetimes->isAliveAfter(A, &I))
      Live.erase(A);
  return Live;
}

/// What V is when the frame is saved. A phi behind the marker joins the paths through it
/// with those that save nothing, and only the first ones are ever resumed.
static Value *valueAtSave(Value *V, const SuspendPoint &P, const DominatorTree &Dominators) {
  auto *I = dyn_cast<Instruction>(V);
  if (!I || Dominators.dominates(I, P.Save))
    return V;
  auto *Phi = dyn_cast<PHINode>(I);
  if (!Phi)
    return nullptr;
  // Not by way of a resumption, after which a loop could come by again.
  SmallPtrSet<BasicBlock *, 1> NotThrough{P.Resumed->getParent()};
  Value *Result = nullptr;
  for (auto [Incoming, From] : zip(Phi->incoming_values(), Phi->blocks())) {
    if (!isPotentiallyReachable(P.Save, From->getTerminator(), &NotThrough, &Dominators))
      continue;
    if (Result && Result != Incoming)
      return nullptr;
    Result = Incoming;
  }
  return Result ? valueAtSave(Result, P, Dominators) : nullptr;
}

void flexnet::findLiveValues(Coroutine &C, SplitContext &Ctx) {
  Liveness Live(*C.F);
  const DataLayout &DL = C.F->getDataLayout();
  DominatorTree Dominators(*C.F);
  for (SuspendPoint &P : C.Points) {
    Liveness::Set Set = Live.before(*P.Resumed);
    auto add = [&](Value &V) {
      if (!Set.contains(&V))
        return;
      Value *Saved = valueAtSave(&V, P, Dominators);
      if (!Saved) { // the contract of __flexnet_save; not the user's doing
        Ctx.report(P.Loc, Message::InternalError, describeValue(V));
        return;
      }
      LiveValue L;
      L.V = &V;
      L.Saved = Saved;
      L.Name = describeValue(V);
      if (auto *A = dyn_cast<AllocaInst>(&V)) {
        L.IsContents = true;
        L.Size = A->getAllocationSize(DL)->getFixedValue();
        L.Alignment = A->getAlign();
      } else {
        L.Size = DL.getTypeStoreSize(V.getType());
        L.Alignment = DL.getABITypeAlign(V.getType());
      }
      P.Live.push_back(std::move(L));
    };
    for (Argument &A : C.F->args())
      if (A.getArgNo() != P.CtxArg)
        add(A);
    for (Instruction &I : instructions(*C.F))
      add(I);
  }
}
