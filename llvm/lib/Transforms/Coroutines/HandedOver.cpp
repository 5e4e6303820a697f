// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: what is read or written after it was handed over.

#include "HandedOver.h"

#include "llvm/Analysis/ScalarEvolutionExpressions.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;
using namespace llvm::flexnet;

const CallInst *flexnet::asHandOver(const Instruction &I) {
  auto *Call = dyn_cast<CallInst>(&I);
  auto *Asm = Call ? dyn_cast<InlineAsm>(Call->getCalledOperand()) : nullptr;
  return Asm && Asm->getAsmString().contains("flexnet handed over") && Call->arg_size() == 1
             ? Call
             : nullptr;
}

Handed::Handed(Value *P, ScalarEvolution &SE) : SE(SE), Address(SE.getSCEV(P)) {
  SmallVector<const Value *, 8> Work{P};
  SmallPtrSet<const Value *, 16> Seen;
  while (!Work.empty()) {
    auto *I = dyn_cast<Instruction>(Work.pop_back_val());
    if (!I || !Seen.insert(I).second)
      continue;
    if (isa<BinaryOperator>(I) || isa<CastInst>(I) || isa<GetElementPtrInst>(I))
      Work.append(I->value_op_begin(), I->value_op_end());
    else
      Roots.insert(I);
  }
}

bool Handed::isAt(Value *Pointer) const {
  if (!Pointer->getType()->isPointerTy() || !SE.isSCEVable(Pointer->getType()))
    return false;
  auto *Offset = dyn_cast<SCEVConstant>(SE.getMinusSCEV(SE.getSCEV(Pointer), Address));
  return Offset && !Offset->getAPInt().isNegative();
}

bool Handed::isAskedBy(const Instruction &I) const {
  auto *L = dyn_cast<LoadInst>(&I);
  return L && L->getType()->isIntegerTy(32) &&
         SE.getSCEV(const_cast<Value *>(L->getPointerOperand())) == Address;
}

bool Handed::isAccessedBy(const Instruction &I) const {
  if (auto *L = dyn_cast<LoadInst>(&I))
    return isAt(const_cast<Value *>(L->getPointerOperand()));
  if (auto *S = dyn_cast<StoreInst>(&I))
    return isAt(const_cast<Value *>(S->getPointerOperand()));
  if (auto *A = dyn_cast<AtomicRMWInst>(&I))
    return isAt(const_cast<Value *>(A->getPointerOperand()));
  if (auto *A = dyn_cast<AtomicCmpXchgInst>(&I))
    return isAt(const_cast<Value *>(A->getPointerOperand()));
  auto *Call = dyn_cast<CallBase>(&I);
  if (!Call || asHandOver(I) || I.isLifetimeStartOrEnd() || isa<DbgInfoIntrinsic>(I))
    return false;
  return any_of(Call->args(), [&](const Use &Arg) { return isAt(Arg); });
}

void Handed::forEachAfter(const Instruction &Start,
                          function_ref<bool(const Instruction &)> Visit) const {
  SmallPtrSet<const BasicBlock *, 16> Seen;
  SmallVector<const Instruction *, 8> Work{Start.getNextNode()};
  while (!Work.empty()) {
    const Instruction *I = Work.pop_back_val();
    const BasicBlock *BB = I->getParent();
    while (I && !Roots.contains(I) && Visit(*I))
      I = I->getNextNode();
    if (I)
      continue;
    for (const BasicBlock *Next : successors(BB))
      if (Seen.insert(Next).second)
        Work.push_back(&Next->front());
  }
}
