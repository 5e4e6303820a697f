// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: which object a pointer refers to, in simplified code.
//
//   argument, local, global, result of a call    an object each
//   &object.member                               another one, by its distance
//   *p                                           by the place that the pointer is read from
//   &array[i]                                    by the same array and the same index
//   phi of one object                            that object; else one of its own
//   x.f(), where f returns *this                 x

#include "Typestate.h"

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Operator.h"

using namespace llvm;
using namespace llvm::flexnet;

/// The argument that F, not simplified, returns on every path.
static std::optional<unsigned> returnedArgument(const Function &F) {
  for (const Argument &A : F.args())
    if (A.hasReturnedAttr())
      return A.getArgNo();
  std::optional<unsigned> Result;
  for (const BasicBlock &BB : F) {
    auto *Return = dyn_cast<ReturnInst>(BB.getTerminator());
    if (!Return)
      continue;
    const Value *V = Return->getReturnValue();
    auto *Load = dyn_cast_or_null<LoadInst>(V);
    auto *Slot = Load ? dyn_cast<AllocaInst>(Load->getPointerOperand()) : nullptr;
    const Value *Stored = V;
    if (Slot) {
      unsigned Stores = 0;
      for (const User *U : Slot->users())
        if (auto *Store = dyn_cast<StoreInst>(U)) {
          Stored = Store->getValueOperand();
          ++Stores;
        }
      if (Stores != 1)
        return std::nullopt;
    }
    auto *A = dyn_cast_or_null<Argument>(Stored);
    if (!A || (Result && *Result != A->getArgNo()))
      return std::nullopt;
    Result = A->getArgNo();
  }
  return Result;
}

SmallVector<Instance, 2> Instances::alternatives(const Value *Base) {
  SmallVector<Instance, 2> Result;
  SmallVector<const Value *, 4> Values;
  if (auto *Phi = dyn_cast<PHINode>(Base))
    append_range(Values, Phi->incoming_values());
  else if (auto *Select = dyn_cast<SelectInst>(Base))
    Values = {Select->getTrueValue(), Select->getFalseValue()};
  for (const Value *V : Values) {
    if (isa<ConstantPointerNull, UndefValue>(V) || V == Base)
      continue;
    Instance I = of(V);
    if (I.Base != Base && !is_contained(Result, I))
      Result.push_back(I);
  }
  return Result;
}

Instance Instances::find(const Value *Pointer) {
  APInt Distance(F.getDataLayout().getIndexTypeSizeInBits(Pointer->getType()), 0);
  const Value *Base = Pointer->stripAndAccumulateConstantOffsets(F.getDataLayout(), Distance,
                                                                 /*AllowNonInbounds=*/true);
  int64_t Offset = Distance.getSExtValue();
  auto inside = [&](Instance I) { return Instance{I.Base, I.Offset + Offset}; };
  if (Base != Pointer)
    return inside(of(Base));
  if (auto *Freeze = dyn_cast<FreezeInst>(Base))
    return of(Freeze->getOperand(0));
  if (auto *Load = dyn_cast<LoadInst>(Base)) {
    Instance Place = of(Load->getPointerOperand());
    auto Same = find_if(Loads, [&](const auto &L) { return L.first == Place; });
    if (Same != Loads.end())
      return {Same->second, 0};
    Loads.push_back({Place, Load});
  } else if (auto *Element = dyn_cast<GetElementPtrInst>(Base)) {
    for (const Value *Other : Elements)
      if (cast<GetElementPtrInst>(Other)->isIdenticalTo(Element))
        return {Other, 0};
    Elements.push_back(Element);
  } else if (auto *Call = dyn_cast<CallBase>(Base)) {
    const Function *Callee = Call->getCalledFunction();
    if (Callee && !Callee->isDeclaration())
      if (std::optional<unsigned> Argument = returnedArgument(*Callee))
        return of(Call->getArgOperand(*Argument));
  } else if (isa<PHINode, SelectInst>(Base)) {
    SmallVector<Instance, 2> May = alternatives(Base);
    if (May.size() == 1)
      return May.front();
  }
  return {Base, 0};
}

Instance Instances::of(const Value *Pointer) {
  // Until it is known, a phi of itself is no other.
  auto [It, New] = Known.try_emplace(Pointer, Instance{Pointer, 0});
  Instance Result = It->second;
  if (New)
    Known[Pointer] = Result = find(Pointer);
  for (auto Base = Known.find(Result.Base);
       Base != Known.end() && Base->second.Base != Result.Base; Base = Known.find(Result.Base))
    Result = {Base->second.Base, Base->second.Offset + Result.Offset};
  return Result;
}
