// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: an array on the stack is indexed by addition.
//
// The stack slot of `char a[8]` is aligned to 8. If the backend knows that the index is
// below 8, it adds the two by `|`, which on a pointer the verifier refuses: "R4 bitwise
// operator |= on pointer prohibited". An empty asm between, which is no instruction, takes
// away that knowledge where it would do harm, and nowhere else:
//
//   before                                      after
//   %i = and i64 %x, 7                          %i = and i64 %x, 7
//   getelementptr i8, ptr %a, i64 %i            %o = call i64 asm "", "=r,0"(i64 %i)
//                                               getelementptr i8, ptr %a, i64 %o

#include "llvm/FlexNet/StackIndex.h"

#include "Opaque.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/GetElementPtrTypeIterator.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Support/KnownBits.h"

using namespace llvm;
using namespace llvm::flexnet;

/// Whether Index times its element's size changes only bits that are 0 in an address
/// aligned to Slot.
static bool fitsBelow(Align Slot, Value *Index, TypeSize Stride, const DataLayout &DL) {
  KnownBits Known = computeKnownBits(Index, DL);
  bool Overflow = false;
  APInt Largest = Known.getMaxValue().umul_ov(
      APInt(Known.getBitWidth(), Stride.getFixedValue(), /*isSigned=*/false,
            /*implicitTrunc=*/true),
      Overflow);
  return !Overflow && Largest.ult(Slot.value());
}

static Align slotAlign(const AllocaInst &Slot, const DataLayout &DL) {
  // The backend gives slots whole registers.
  return std::max({Slot.getAlign(), DL.getPrefTypeAlign(Slot.getAllocatedType()), Align(8)});
}

/// The operands of Address that the backend would combine by `|`.
static SmallVector<Use *, 2> findIndices(GetElementPtrInst &Address, const DataLayout &DL) {
  auto *Slot = dyn_cast<AllocaInst>(getUnderlyingObject(Address.getPointerOperand()));
  SmallVector<Use *, 2> Found;
  if (!Slot)
    return Found;
  for (auto I = gep_type_begin(Address), E = gep_type_end(Address); I != E; ++I) {
    Value *Index = I.getOperand();
    if (!isa<Constant>(Index) && Index->getType()->isIntegerTy() &&
        fitsBelow(slotAlign(*Slot, DL), Index, I.getSequentialElementStride(DL), DL))
      for (Use &U : Address.indices())
        if (U.get() == Index)
          Found.push_back(&U);
  }
  return Found;
}

PreservedAnalyses StackIndexPass::run(Function &F, FunctionAnalysisManager &) {
  SmallVector<Use *, 8> Indices;
  for (Instruction &I : instructions(F))
    if (auto *Address = dyn_cast<GetElementPtrInst>(&I))
      append_range(Indices, findIndices(*Address, F.getDataLayout()));

  DenseMap<Value *, Value *> Opaque; // one for all uses of an index
  for (Use *U : Indices) {
    Value *&Hidden = Opaque[U->get()];
    if (!Hidden) {
      auto *Def = dyn_cast<Instruction>(U->get());
      std::optional<BasicBlock::iterator> After =
          Def ? Def->getInsertionPointAfterDef() : F.getEntryBlock().getFirstNonPHIOrDbgOrAlloca();
      if (!After)
        continue;
      IRBuilder<> B((*After)->getParent(), *After);
      Hidden = makeOpaque(B, U->get());
    }
    U->set(Hidden);
  }
  return Indices.empty() ? PreservedAnalyses::all() : PreservedAnalyses::none();
}
