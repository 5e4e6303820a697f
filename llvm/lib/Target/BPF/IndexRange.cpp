// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: an index that is bounded by a comparison of another value is bounded itself.
//
// A comparison tells the verifier about the value compared, and not about what was computed
// from it before. LLVM knows that, too, and removes the mask that would have been enough:
// "R3 unbounded memory access, make sure to bounds check any such access".
//
//   before                                      after
//   %a = or i64 %b, %low2                       %a = or i64 %b, %low2
//   icmp ult i64 %b, 4                          icmp ult i64 %b, 4
//   ...                                         ...
//   getelementptr i64, ptr %words, i64 %a       %o = call i64 asm "", "=r,0"(i64 %a)
//                                               %m = and i64 %o, 3
//                                               getelementptr i64, ptr %words, i64 %m
//
// The same is done where LLVM knows more of an operation than the verifier: of a division by a
// variable. An index that the verifier sees to be small enough stays as it is.

#include "llvm/FlexNet/IndexRange.h"

#include "Opaque.h"
#include "VerifierView.h"
#include "llvm/Analysis/AssumptionCache.h"
#include "llvm/Analysis/DomConditionCache.h"
#include "llvm/Analysis/SimplifyQuery.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/GetElementPtrTypeIterator.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Support/KnownBits.h"

using namespace llvm;
using namespace llvm::flexnet;

namespace {
/// An operand of an address, the most that it can be, and the most that the verifier accepts.
struct Index {
  Use *At;
  APInt Most;
  uint64_t Accepted;
};

/// A mask where the verifier accepts all that it leaves, else a comparison.
Value *bounded(IRBuilderBase &B, Value *V, const Index &I) {
  APInt Mask = APInt::getLowBitsSet(I.Most.getBitWidth(), I.Most.getActiveBits());
  if (Mask.ule(I.Accepted))
    return B.CreateAnd(V, B.getInt(Mask));
  return B.CreateSelect(B.CreateICmpUGT(V, B.getInt(I.Most)), B.getInt(I.Most), V);
}

class IndexFinder {
public:
  IndexFinder(Function &F, FunctionAnalysisManager &FAM)
      : DL(F.getDataLayout()), LVI(FAM.getResult<LazyValueAnalysis>(F)), Verifier(LVI),
        Query(DL, /*TLI=*/nullptr, &FAM.getResult<DominatorTreeAnalysis>(F),
              &FAM.getResult<AssumptionAnalysis>(F), /*CXTI=*/nullptr, /*UseInstrInfo=*/true,
              /*CanUseUndef=*/true, &Conditions) {
    for (BasicBlock &BB : F)
      if (auto *Branch = dyn_cast<BranchInst>(BB.getTerminator()); Branch && Branch->isConditional())
        Conditions.registerBranch(Branch);
  }

  void find(GetElementPtrInst &Address, SmallVectorImpl<Index> &Found) {
    for (auto I = gep_type_begin(Address), E = gep_type_end(Address); I != E; ++I) {
      Value *V = I.getOperand();
      if (isa<Constant>(V) || !V->getType()->isIntegerTy() || !I.isSequential())
        continue;
      uint64_t Most = mostOf(Address, I.getSequentialElementStride(DL));
      APInt Known = APIntOps::umin(
          LVI.getConstantRange(V, &Address, /*UndefAllowed=*/false).getUnsignedMax(),
          computeKnownBits(V, Query.getWithInstruction(&Address)).getMaxValue());
      if (Known.ugt(Most) || Verifier.of(V, &Address).getUnsignedMax().ule(Most))
        continue;
      for (Use &U : Address.indices())
        if (U.get() == V)
          Found.push_back({&U, Known, Most});
    }
  }

private:
  const DataLayout &DL;
  LazyValueInfo &LVI;
  VerifierView Verifier;
  DomConditionCache Conditions;
  SimplifyQuery Query;

  /// The largest index that the verifier may accept, as far as is known here.
  uint64_t mostOf(const GetElementPtrInst &Address, uint64_t Stride) const {
    uint64_t Bytes = BeyondAnyObject;
    const Value *Object = getUnderlyingObject(Address.getPointerOperand());
    if (auto *Slot = dyn_cast<AllocaInst>(Object)) {
      if (std::optional<TypeSize> Size = Slot->getAllocationSize(DL))
        Bytes = Size->getFixedValue();
    } else if (auto *Variable = dyn_cast<GlobalVariable>(Object)) {
      Bytes = DL.getTypeAllocSize(Variable->getValueType());
    }
    return Bytes && Stride ? (Bytes - 1) / Stride : 0;
  }

  /// The kernel's BPF_MAX_VAR_OFF.
  static constexpr uint64_t BeyondAnyObject = 1 << 29;
};
} // namespace

PreservedAnalyses IndexRangePass::run(Function &F, FunctionAnalysisManager &FAM) {
  if (F.isDeclaration())
    return PreservedAnalyses::all();
  SmallVector<Index, 4> Indices;
  IndexFinder Finder(F, FAM);
  for (Instruction &I : instructions(F))
    if (auto *Address = dyn_cast<GetElementPtrInst>(&I))
      Finder.find(*Address, Indices);
  for (const Index &I : Indices) {
    IRBuilder<> B(cast<Instruction>(I.At->getUser()));
    I.At->set(bounded(B, makeOpaque(B, I.At->get()), I));
  }
  return Indices.empty() ? PreservedAnalyses::all() : PreservedAnalyses::none();
}
