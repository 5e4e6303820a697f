// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operations that BPF has no instruction for: floating point, wide integers, some
// atomics, variable-sized stack objects, jumps to computed labels.

#include "Refuse.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;
using namespace llvm::flexnet;

static bool computesFloat(const Instruction &I) {
  switch (I.getOpcode()) {
  case Instruction::FAdd:
  case Instruction::FSub:
  case Instruction::FMul:
  case Instruction::FDiv:
  case Instruction::FRem:
  case Instruction::FNeg:
  case Instruction::FCmp:
  case Instruction::FPTrunc:
  case Instruction::FPExt:
  case Instruction::FPToUI:
  case Instruction::FPToSI:
  case Instruction::UIToFP:
  case Instruction::SIToFP:
    return true;
  case Instruction::Call:
    return isa<IntrinsicInst>(I) &&
           (I.getType()->isFPOrFPVectorTy() ||
            any_of(I.operand_values(), [](const Value *V) { return V->getType()->isFPOrFPVectorTy(); }));
  default:
    return false;
  }
}

/// What the backend would make a call of a function of compiler-rt, such as __multi3.
static const char *wideOperation(const Instruction &I) {
  if (auto *II = dyn_cast<IntrinsicInst>(&I)) {
    Intrinsic::ID ID = II->getIntrinsicID();
    bool Multiplies = ID == Intrinsic::smul_with_overflow || ID == Intrinsic::umul_with_overflow;
    if (Multiplies && II->getArgOperand(0)->getType()->getScalarSizeInBits() >= 64)
      return "multiplication that is checked for overflow";
    return nullptr;
  }
  if (!I.getType()->isIntOrIntVectorTy() || I.getType()->getScalarSizeInBits() <= 64)
    return nullptr;
  switch (I.getOpcode()) {
  case Instruction::Mul:
    return "multiplication";
  case Instruction::UDiv:
  case Instruction::SDiv:
  case Instruction::URem:
  case Instruction::SRem:
    return "division";
  case Instruction::Shl:
  case Instruction::LShr:
  case Instruction::AShr:
    return isa<Constant>(I.getOperand(1)) ? nullptr : "shift by a variable";
  default:
    return nullptr;
  }
}

static void refuseAtomic(const Instruction &I, Type *T, bool HasInstruction, Refusals &R) {
  unsigned Bits = I.getDataLayout().getTypeSizeInBits(T);
  if (Bits != 32 && Bits != 64)
    R.report(I, Message::AtomicSize, Bits);
  else if (!HasInstruction)
    R.report(I, Message::AtomicOperation);
}

static bool hasInstruction(AtomicRMWInst::BinOp Op) {
  switch (Op) {
  case AtomicRMWInst::Xchg:
  case AtomicRMWInst::Add:
  case AtomicRMWInst::Sub:
  case AtomicRMWInst::And:
  case AtomicRMWInst::Or:
  case AtomicRMWInst::Xor:
    return true;
  default:
    return false;
  }
}

static void refuseOrdered(const Instruction &I, AtomicOrdering Order, Refusals &R) {
  if (Order == AtomicOrdering::SequentiallyConsistent)
    R.report(I, Message::AtomicOrder);
}

static void refuseIntrinsic(const IntrinsicInst &I, Refusals &R) {
  switch (I.getIntrinsicID()) {
  case Intrinsic::returnaddress:
  case Intrinsic::addressofreturnaddress:
  case Intrinsic::sponentry:
    return R.report(I, Message::ReturnAddress);
  case Intrinsic::frameaddress:
    if (!cast<Constant>(I.getArgOperand(0))->isNullValue())
      R.report(I, Message::CallersStack);
    return;
  default:
    return;
  }
}

void flexnet::refuseOperation(const Instruction &I, Refusals &R) {
  if (computesFloat(I))
    return R.report(I, Message::FloatingPoint);
  if (const char *What = wideOperation(I))
    return R.report(I, Message::WideOperation, What);
  if (auto *A = dyn_cast<AllocaInst>(&I)) {
    if (!A->isStaticAlloca())
      R.report(I, Message::StackGrows);
  } else if (auto *RMW = dyn_cast<AtomicRMWInst>(&I)) {
    refuseAtomic(I, RMW->getType(), hasInstruction(RMW->getOperation()), R);
  } else if (auto *X = dyn_cast<AtomicCmpXchgInst>(&I)) {
    refuseAtomic(I, X->getCompareOperand()->getType(), true, R);
  } else if (auto *L = dyn_cast<LoadInst>(&I)) {
    refuseOrdered(I, L->getOrdering(), R);
  } else if (auto *S = dyn_cast<StoreInst>(&I)) {
    refuseOrdered(I, S->getOrdering(), R);
  } else if (auto *F = dyn_cast<FenceInst>(&I)) {
    if (F->getSyncScopeID() != SyncScope::SingleThread)
      R.report(I, Message::NoBarrier);
  } else if (isa<IndirectBrInst>(I)) {
    R.report(I, Message::ComputedJump);
  } else if (auto *II = dyn_cast<IntrinsicInst>(&I)) {
    refuseIntrinsic(*II, R);
  }
}
