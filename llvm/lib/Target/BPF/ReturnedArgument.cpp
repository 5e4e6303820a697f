// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: a static function does not return what its caller passed to it.
//
// `point &add(int)` returns *this, mostly an address on the caller's stack, and the
// verifier refuses that: "cannot return stack pointer to the caller". The caller knows the
// address. LLVM has replaced the results by it, but keeps returning what is `returned`:
//
//   before                                      after
//   define internal ptr @add(ptr returned %p)   define internal void @add(ptr %p)
//     ret ptr %p                                  ret void
//   %r = call ptr @add(ptr %a)                  call void @add(ptr %a)
//   call ptr @add(ptr %r)                       call void @add(ptr %a)

#include "llvm/FlexNet/ReturnedArgument.h"

#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/IPO/DeadArgumentElimination.h"

using namespace llvm;
using namespace llvm::flexnet;

static bool forgetReturned(Function &F) {
  if (!F.hasLocalLinkage())
    return false;
  for (Argument &A : F.args()) {
    if (!A.hasReturnedAttr())
      continue;
    for (User *U : F.users())
      if (auto *Call = dyn_cast<CallBase>(U); Call && Call->getCalledFunction() == &F) {
        Call->removeParamAttr(A.getArgNo(), Attribute::Returned);
        if (Call->getType() == A.getType())
          Call->replaceAllUsesWith(Call->getArgOperand(A.getArgNo()));
      }
    F.removeParamAttr(A.getArgNo(), Attribute::Returned);
    return true;
  }
  return false;
}

PreservedAnalyses ReturnedArgumentPass::run(Module &M, ModuleAnalysisManager &MAM) {
  bool Changed = false;
  for (Function &F : M)
    Changed |= forgetReturned(F);
  return Changed ? DeadArgumentEliminationPass().run(M, MAM) : PreservedAnalyses::all();
}
