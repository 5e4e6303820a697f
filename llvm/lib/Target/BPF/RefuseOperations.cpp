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
    R.error(I, "BPF changes 32 or 64 bits atomically, not " + Twine(Bits) +
                   ": use a variable of 4 or 8 bytes");
  else if (!HasInstruction)
    R.error(I, "BPF has no such atomic operation, only add, sub, and, or, xor, exchange and "
               "compare-exchange: write it as a loop around compare-exchange");
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
    R.error(I, "BPF has no sequentially consistent load or store of less than 4 bytes: use a "
               "variable of 4 or 8 bytes, or std::memory_order_relaxed");
}

static void refuseIntrinsic(const IntrinsicInst &I, Refusals &R) {
  switch (I.getIntrinsicID()) {
  case Intrinsic::returnaddress:
  case Intrinsic::addressofreturnaddress:
  case Intrinsic::sponentry:
    return R.error(I, "a BPF program cannot see its return address: for a trace of the stack, "
                      "call bpf_get_stack()");
  case Intrinsic::frameaddress:
    if (!cast<Constant>(I.getArgOperand(0))->isNullValue())
      R.error(I, "a BPF program cannot see its caller's stack: pass what it needs as arguments");
    return;
  default:
    return;
  }
}

void flexnet::refuseOperation(const Instruction &I, Refusals &R) {
  if (computesFloat(I))
    return R.error(I, "BPF has no floating point: compute with integers, such as thousandths");
  if (const char *What = wideOperation(I))
    return R.error(I, Twine("BPF computes with 64 bits, and this ") + What +
                          " takes 128: divide it into steps on 64-bit integers");
  if (auto *A = dyn_cast<AllocaInst>(&I)) {
    if (!A->isStaticAlloca())
      R.error(I, "a BPF program's stack cannot grow by a size that is known only at run time: "
                 "give the array a constant size, or use a map or bpf_dynptr");
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
      R.error(I, "BPF has no memory barrier of its own: an atomic operation that returns the old "
                 "value is one; for the compiler alone write std::atomic_signal_fence()");
  } else if (isa<IndirectBrInst>(I)) {
    R.error(I, "BPF cannot jump to a label that is chosen at run time: use 'switch'");
  } else if (auto *II = dyn_cast<IntrinsicInst>(&I)) {
    refuseIntrinsic(*II, R);
  }
}
