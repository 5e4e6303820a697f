// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What puts references into their homes and takes them out: see Homes.cpp.

#ifndef FLEXNET_LIB_COROUTINES_HOMECODE_H
#define FLEXNET_LIB_COROUTINES_HOMECODE_H

#include "Coroutine.h"

#include "flexnet/abi.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

namespace llvm::flexnet {

/// Code at one suspension or continuation.
class HomeCode {
public:
  HomeCode(const SuspendPoint &P, IRBuilder<> &B) : P(P), B(B), M(*P.Ramp->getParent()) {}

  AllocaInst *local() {
    BasicBlock &Entry = B.GetInsertBlock()->getParent()->getEntryBlock();
    return new AllocaInst(B.getPtrTy(), 0, "unsaved", Entry.begin());
  }

  /// The element of the cell that holds Frame; null only to the verifier.
  Value *home(Value *Frame) {
    BasicBlock &Entry = B.GetInsertBlock()->getParent()->getEntryBlock();
    auto *Key = new AllocaInst(B.getInt32Ty(), 0, "cell_number", Entry.begin());
    B.CreateStore(B.CreateTrunc(cellOf(Frame), B.getInt32Ty()), Key);
    return B.CreateCall(helper(HelperMapLookup, 2), {P.HomeMap, Key}, "home");
  }

  Value *exchange(Value *Home, const KeptReference &R, Value *With) {
    CallInst *Old = B.CreateCall(
        helper(HelperKptrXchg, 2),
        {B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), Home, 8 * R.Field), With}, "kept");
    Old->addFnAttr(Attribute::NoMerge);
    return Old;
  }

  /// Leaves B behind it.
  void releaseIfAny(const KeptReference &R, Value *Reference) {
    onlyIf(B.CreateIsNotNull(Reference), [&] {
      SmallVector<Value *, 2> Args{Reference};
      for (unsigned I = 1; I < R.Release->arg_size(); ++I)
        Args.push_back(Constant::getNullValue(R.Release->getArg(I)->getType()));
      B.CreateCall(R.Release, Args)->addFnAttr(Attribute::NoMerge);
    });
  }

  void onlyIf(Value *Condition, function_ref<void()> Then, function_ref<void()> Else = {}) {
    Function *F = B.GetInsertBlock()->getParent();
    BasicBlock *Behind = SplitBlock(B.GetInsertBlock(), B.GetInsertPoint());
    BasicBlock *From = Behind->getSinglePredecessor();
    DebugLoc Loc = B.getCurrentDebugLocation();
    auto side = [&](function_ref<void()> Body) {
      if (!Body)
        return Behind;
      BasicBlock *BB = BasicBlock::Create(F->getContext(), "", F, Behind);
      B.SetInsertPoint(BB);
      IRBuilder<> End(BB);
      B.SetInsertPoint(End.CreateBr(Behind));
      B.SetCurrentDebugLocation(Loc);
      Body();
      return BB;
    };
    BasicBlock *Yes = side(Then), *No = side(Else);
    From->getTerminator()->eraseFromParent();
    B.SetInsertPoint(From);
    B.SetCurrentDebugLocation(Loc);
    B.CreateCondBr(Condition, Yes, No);
    B.SetInsertPoint(Behind, Behind->begin());
    B.SetCurrentDebugLocation(Loc);
  }

private:
  const SuspendPoint &P;
  IRBuilder<> &B;
  Module &M;

  static constexpr uint64_t HelperMapLookup = 1, HelperKptrXchg = 194;

  FunctionCallee helper(uint64_t Number, unsigned Args) {
    auto *T = FunctionType::get(B.getPtrTy(), SmallVector<Type *, 2>(Args, B.getPtrTy()), false);
    return {T, ConstantExpr::getIntToPtr(B.getInt64(Number), B.getPtrTy())};
  }

  Value *marker(StringRef Name) { // of flexnet/coroutine.h: header code uses it, too
    Function *F = M.getFunction(Name);
    SmallVector<Value *, 4> Args{P.Set};
    for (unsigned I : {SetTransport, SetQueues, SetDepth})
      if (F->arg_size() > 1)
        Args.push_back(B.getInt32(P.SetConstants[I]));
    return B.CreateCall(F, Args);
  }

  Value *cellOf(Value *Frame) {
    uint64_t Before = P.SetConstants[SetQueues] * sizeof(flexnet_queue) + sizeof(flexnet_cell);
    Value *Offset = B.CreateSub(B.CreatePtrToInt(Frame, B.getInt64Ty()),
                                B.CreatePtrToInt(marker(marker::Memory), B.getInt64Ty()));
    return B.CreateUDiv(B.CreateSub(Offset, B.getInt64(Before)),
                        B.CreateZExt(marker(marker::Stride), B.getInt64Ty()));
  }
};

} // namespace llvm::flexnet

#endif
