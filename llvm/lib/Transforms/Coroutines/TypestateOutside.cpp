// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: the order of calls in functions that are no coroutines.
//
// A coroutine is inlined and simplified for the split anyway, and is checked as it is then.
// Any other function stays as it is: LLVM will optimise it later, and the check must not be
// seen in the code. So a copy is inlined, simplified, checked and thrown away. That is done
// for what is called from outside (programs, callbacks, functions for other objects) and for
// annotated bodies; their helpers are in the copies, noinline or not. Modules without
// annotated calls, or whose calls are all in coroutines, pay nothing.

#include "llvm/FlexNet/Typestate.h"

#include "Typestate.h"

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;
using namespace llvm::flexnet;

/// A bound against recursion, which the verifier would refuse anyway.
static constexpr unsigned MaxInlined = 4096;

static bool isCoroutine(const Function &F) {
  return F.isPresplitCoroutine() || F.hasFnAttribute("flexnet.coroutine");
}

static bool mustInline(const Function &Callee, const Function &Original, const Typestates &T) {
  if (Callee.isDeclaration() || isCoroutine(Callee) || T.isAnnotated(Callee) ||
      &Callee == &Original)
    return false;
  return T.reaches(Callee) || Callee.hasFnAttribute(Attribute::AlwaysInline);
}

static void inlineHelpers(Function &F, const Function &Original, const Typestates &T) {
  SmallVector<CallBase *, 16> Work;
  auto add = [&](Instruction &I) {
    auto *Call = dyn_cast<CallBase>(&I);
    if (Call && Call->getCalledFunction() && mustInline(*Call->getCalledFunction(), Original, T))
      Work.push_back(Call);
  };
  for (Instruction &I : instructions(F))
    add(I);
  for (unsigned Next = 0; Next < Work.size() && Next < MaxInlined; ++Next) {
    InlineFunctionInfo Info;
    if (InlineFunction(*Work[Next], Info).isSuccess())
      for (CallBase *Call : Info.InlinedCallSites)
        add(*Call);
  }
}

/// What checkTypestates() says of a copy of F.
static bool onCopy(Function &F, TypestateRole Role, const Typestates &T, SplitContext &Ctx) {
  ValueToValueMapTy Map;
  if (DISubprogram *SP = F.getSubprogram())
    Map.MD()[SP].reset(SP); // the copy needs no debug info of its own
  Function *Copy = CloneFunction(&F, Map);
  inlineHelpers(*Copy, F, T);
  simplifyCoroutine(*Copy, Ctx.FAM);
  bool Result = checkTypestates(*Copy, F, Role, T, Ctx);
  Ctx.FAM.clear(*Copy, Copy->getName());
  Copy->eraseFromParent();
  return Result;
}

static bool isCalled(const Function &F) {
  return any_of(F.users(), [&](const User *U) {
    auto *Call = dyn_cast<CallBase>(U);
    return Call && Call->getCalledFunction() == &F && Call->getFunction() != &F;
  });
}

/// By code or data, which then call it; not by lists of the module's own.
static bool isAddressTaken(const Value &V) {
  return any_of(V.uses(), [](const Use &U) {
    if (auto *Call = dyn_cast<CallBase>(U.getUser()))
      return !Call->isCallee(&U);
    if (isa<Instruction>(U.getUser()))
      return true;
    return !U.getUser()->getName().starts_with("llvm.") && isAddressTaken(*U.getUser());
  });
}

SmallVector<Function *, 4> flexnet::checkedOutside(const Typestates &T) {
  SmallVector<Function *, 4> Result;
  for (const Function *F : T.functions()) {
    bool IsHeaderCode = F->hasFnAttribute(Attribute::AlwaysInline);
    if (!isCoroutine(*F) && (T.isAnnotated(*F) || F->hasSection() || isAddressTaken(*F) ||
                             (!isCalled(*F) && !F->hasLocalLinkage() && !IsHeaderCode)))
      Result.push_back(const_cast<Function *>(F));
  }
  return Result;
}

void flexnet::checkTypestatesOutside(ArrayRef<Function *> Functions, const Typestates &T,
                                     SplitContext &Ctx) {
  for (Function *F : Functions)
    onCopy(*F, TypestateRole::Program, T, Ctx);
}

bool flexnet::actsOnArguments(Function &F, const Typestates &T, SplitContext &Ctx) {
  return onCopy(F, TypestateRole::Helper, T, Ctx);
}

PreservedAnalyses TypestatePass::run(Module &M, ModuleAnalysisManager &MAM) {
  Typestates T(M);
  if (T.empty())
    return PreservedAnalyses::all();
  auto &FAM = MAM.getResult<FunctionAnalysisManagerModuleProxy>(M).getManager();
  SplitContext Ctx{M, FAM, Report, /*MaxFrame=*/0};
  checkTypestatesOutside(checkedOutside(T), T, Ctx);
  return PreservedAnalyses::none();
}
