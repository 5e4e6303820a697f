// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: sequentially consistent loads and stores become fetch-and-or 0 and exchange, relaxed
// ones volatile accesses.
//
// They are what std::atomic<T>::load() and store() are if nothing else is said. BPF has
// loads and stores that acquire and release (-mcpu=v4), and operations that read and write
// at once, which the kernel runs fully ordered. The backend stops at anything else.
//
//   before                                    after
//   %v = load atomic i64, ptr %p seq_cst      %v = atomicrmw or ptr %p, i64 0 seq_cst
//   store atomic i64 %v, ptr %p seq_cst       atomicrmw xchg ptr %p, i64 %v seq_cst
//   load atomic i64, ptr %p monotonic         load volatile i64, ptr %p
//   %v = atomicrmw add ptr %p, ... monotonic  %v = atomicrmw add ptr %p, ... acq_rel
//
// The last if %v is used: the backend of LLVM 22 takes the instruction that returns nothing, and
// %v is what was to be added.
//
// Relaxed accesses are what every aligned load or store of BPF is. The others only for 4 and 8 bytes: no instruction exchanges less, and RefusePass says so.

#include "llvm/FlexNet/AtomicAccess.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;
using namespace llvm::flexnet;

/// Whether one instruction of BPF exchanges a T.
static bool isExchanged(Type *T) { return T->isIntegerTy(32) || T->isIntegerTy(64); }

static bool isConsistent(AtomicOrdering Order) {
  return Order == AtomicOrdering::SequentiallyConsistent;
}

static void replaceBy(Instruction &Access, AtomicRMWInst::BinOp Operation, Value *Address,
                    Value *Operand) {
  IRBuilder<> B(&Access);
  Value *Old = B.CreateAtomicRMW(Operation, Address, Operand, MaybeAlign(),
                                 AtomicOrdering::SequentiallyConsistent);
  if (!Access.getType()->isVoidTy()) {
    Old->takeName(&Access);
    Access.replaceAllUsesWith(Old);
  }
  Access.eraseFromParent();
}

PreservedAnalyses AtomicAccessPass::run(Function &F, FunctionAnalysisManager &) {
  bool Changed = false;
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    auto *Load = dyn_cast<LoadInst>(&I);
    auto *Store = dyn_cast<StoreInst>(&I);
    auto *Update = dyn_cast<AtomicRMWInst>(&I);
    if (Update && Update->getOrdering() == AtomicOrdering::Monotonic && !Update->use_empty()) {
      Update->setOrdering(AtomicOrdering::AcquireRelease);
    } else if (Load && Load->getOrdering() == AtomicOrdering::Monotonic) {
      Load->setAtomic(AtomicOrdering::NotAtomic);
      Load->setVolatile(true);
    } else if (Store && Store->getOrdering() == AtomicOrdering::Monotonic) {
      Store->setAtomic(AtomicOrdering::NotAtomic);
      Store->setVolatile(true);
    } else if (Load && isConsistent(Load->getOrdering()) && isExchanged(Load->getType()))
      replaceBy(I, AtomicRMWInst::Or, Load->getPointerOperand(),
              ConstantInt::get(Load->getType(), 0));
    else if (Store && isConsistent(Store->getOrdering()) &&
             isExchanged(Store->getValueOperand()->getType()))
      replaceBy(I, AtomicRMWInst::Xchg, Store->getPointerOperand(), Store->getValueOperand());
    else
      continue;
    Changed = true;
  }
  if (!Changed)
    return PreservedAnalyses::all();
  PreservedAnalyses Kept;
  Kept.preserveSet<CFGAnalyses>();
  return Kept;
}
