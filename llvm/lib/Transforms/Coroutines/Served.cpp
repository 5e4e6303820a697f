// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: what waits in a set of executor queues is taken by an executor.
//
// The memory of a set belongs to the object it is compiled into, and so do those who take from it:
// no other object can. Taking ends in the number of the set, of which a coro_t is made.

#include "Coroutine.h"

#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

/// The sets that programs take from; header code itself is nobody.
static SmallPtrSet<const Value *, 8> takenFrom(const Module &M) {
  SmallPtrSet<const Value *, 8> Result;
  if (const Function *Number = M.getFunction(marker::SetNumber))
    for (const User *U : Number->users()) {
      auto *Call = cast<CallInst>(U);
      if (!Call->getFunction()->hasFnAttribute(Attribute::AlwaysInline))
        Result.insert(Call->getArgOperand(0)->stripPointerCasts());
    }
  return Result;
}

void flexnet::checkServed(ArrayRef<QueueSet> Sets, SplitContext &Ctx) {
  SmallPtrSet<const Value *, 8> Taken = takenFrom(Ctx.M);
  for (const QueueSet &Set : Sets) {
    if (!Set.isExecuted() || Set.Points.empty() || Taken.contains(Set.Map))
      continue;
    StringRef Name = Set.Map->getName();
    Ctx.report(Set.Points.front()->Loc, Message::NotServed, describeSet(*Set.Map),
               Name == "flexnet_executor_queues" ? "" : (Name + ", ").str());
  }
}
