// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: inlines header code, and whatever takes the address of a local, into F.
//
// Only what stays in memory because its address escaped into a call would have to
// be carried in the frame as memory. After this, SROA sees the awaiter, the promise
// and every local as values, and only those that are read later are stored.
//
// Ordinary helper functions are left to LLVM's own inliner, after the split.

#include "Typestate.h"

#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;
using namespace llvm::flexnet;

static bool mustInline(const CallBase &Call, const Typestates &States) {
  const Function *Callee = Call.getCalledFunction();
  if (!Callee || Callee->isDeclaration() || Callee->hasFnAttribute(Attribute::NoInline) ||
      Callee->hasFnAttribute("flexnet.coroutine") || Callee->isPresplitCoroutine())
    return false;
  if (Callee->hasFnAttribute(Attribute::AlwaysInline) || Callee->getReturnType()->isPointerTy() ||
      States.reaches(*Callee))
    return true;
  return any_of(Call.args(), [](const Use &Arg) {
    return Arg->getType()->isPointerTy() && isa<AllocaInst>(getUnderlyingObject(Arg));
  });
}

// What was inlined comes first: the order is that of the instructions.
bool flexnet::inlineCalls(Function &F, function_ref<bool(const CallBase &)> Wanted) {
  // A bound against recursion, which the verifier would refuse anyway.
  static constexpr unsigned MaxInlined = 4096;
  unsigned Inlined = 0;
  // Again for calls that are wanted only now: an argument has become the address of a local.
  for (bool Changed = true; Changed;) {
    Changed = false;
    SmallVector<WeakVH, 32> Calls; // the first one is at the end
    for (Instruction &I : reverse(instructions(F)))
      if (isa<CallBase>(I))
        Calls.emplace_back(&I);
    while (!Calls.empty() && Inlined < MaxInlined) {
      auto *Call = cast_or_null<CallBase>(static_cast<Value *>(Calls.pop_back_val()));
      InlineFunctionInfo Info;
      if (!Call || !Wanted(*Call) || !InlineFunction(*Call, Info).isSuccess())
        continue;
      append_range(Calls, reverse(Info.InlinedCallSites));
      ++Inlined;
      Changed = true;
    }
  }
  return Inlined != 0;
}

static void inlineInto(Function &F, AllocaInst &Promise, const Typestates &States,
                       bool Annotated) {
  inlineCalls(F, [&](const CallBase &Call) {
    return mustInline(Call, States) &&
           (Annotated || !States.isAnnotated(*Call.getCalledFunction()));
  });
  // The handle is a number (Lower.cpp); its promise is the local one.
  for (Instruction &I : make_early_inc_range(instructions(F)))
    if (auto *II = dyn_cast<IntrinsicInst>(&I);
        II && II->getIntrinsicID() == Intrinsic::coro_promise) {
      II->replaceAllUsesWith(&Promise);
      II->eraseFromParent();
    }
}

void flexnet::inlineIntoCoroutine(Function &F, AllocaInst &Promise, const Typestates &States) {
  inlineInto(F, Promise, States, /*Annotated=*/false);
}

void flexnet::inlineAnnotated(Function &F, AllocaInst &Promise, const Typestates &States) {
  bool Any = any_of(instructions(F), [&](const Instruction &I) {
    auto *Call = dyn_cast<CallBase>(&I);
    return Call && Call->getCalledFunction() && States.isAnnotated(*Call->getCalledFunction());
  });
  if (Any)
    inlineInto(F, Promise, States, /*Annotated=*/true);
}
