// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: coroutines become a ramp, and one resume program for each queue set.
//
// The phases, in order; each is described in its own file. See llvm/docs/BPFCoroutines.md.
// Runs before LLVM's own pipeline: what comes out is ordinary BPF code, which LLVM then
// inlines and optimises like any other.

#include "llvm/FlexNet/CoroSplit.h"

#include "Coroutine.h"

#include "flexnet/abi.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

/// After an error no object is written; what is left must only not trip the backend.
static void dropBody(Function &F) {
  GlobalValue::LinkageTypes Linkage = F.getLinkage();
  F.deleteBody();
  F.setLinkage(Linkage);
  F.removeFnAttr(Attribute::PresplitCoroutine);
  IRBuilder<> B(BasicBlock::Create(F.getContext(), "", &F));
  if (F.getReturnType()->isVoidTy())
    B.CreateRetVoid();
  else
    B.CreateRet(Constant::getNullValue(F.getReturnType()));
}

/// Layers decide the verdict of a coroutine; elsewhere nobody would read the stage.
static void refuseLayersOutside(Module &M, SplitContext &Ctx) {
  for (Function &F : M) {
    if (F.isDeclaration() || F.hasFnAttribute(Attribute::AlwaysInline))
      continue;
    for (Instruction &I : instructions(F)) {
      auto *Call = dyn_cast<CallBase>(&I);
      Function *Callee = Call ? Call->getCalledFunction() : nullptr;
      if (!Callee || !Callee->hasFnAttribute(Attribute::AlwaysInline))
        continue;
      for (Instruction &J : instructions(*Callee))
        if (asMarker(J, marker::Layer)) {
          Ctx.error("protocol layers run only inside a coroutine: '" +
                        (F.getSubprogram() ? F.getSubprogram()->getName() : F.getName()) +
                        "' has no co_await; return XDP_PASS instead",
                    I.getDebugLoc());
          break;
        }
    }
  }
}

/// All coroutines of a module, from clang's intrinsics to live values.
static std::vector<Coroutine> analyse(ArrayRef<Function *> Functions, SplitContext &Ctx) {
  MapVector<Function *, AllocaInst *> Promises;
  for (Function *F : Functions)
    if (AllocaInst *Promise = lowerCoroutine(*F, Ctx))
      Promises[F] = Promise;
  std::vector<Coroutine> Coroutines;
  for (auto [F, Promise] : Promises) {
    inlineIntoCoroutine(*F, *Promise);
    simplifyCoroutine(*F, Ctx.FAM);
    lowerLayers(*F, Ctx);
    simplifyCoroutine(*F, Ctx.FAM);
    Coroutine C = findPoints(*F, Ctx);
    rematerialize(C);
    findPacketNeeds(C, Ctx);
    findLiveValues(C, Ctx);
    checkStorable(C, Ctx);
    findRanges(C, Ctx.FAM);
    Coroutines.push_back(std::move(C));
  }
  return Coroutines;
}

PreservedAnalyses FlexNetCoroSplitPass::run(Module &M, ModuleAnalysisManager &MAM) {
  auto &FAM = MAM.getResult<FunctionAnalysisManagerModuleProxy>(M).getManager();
  SplitContext Ctx{M, FAM, Report, MaxFrame};
  SmallVector<Function *, 8> Functions;
  for (Function &F : M)
    if (!F.isDeclaration() && F.isPresplitCoroutine())
      Functions.push_back(&F);

  replaceModuleMarkers(M);
  std::vector<Coroutine> Coroutines = analyse(Functions, Ctx);
  refuseLayersOutside(M, Ctx);
  inlineMarkers(M, Ctx);
  std::vector<QueueSet> Sets = collectSets(Coroutines, Ctx);
  for (Coroutine &C : Coroutines)
    layOutFrames(C, Ctx);
  if (!Ctx.Failed) {
    layOutCells(Sets);
    for (Coroutine &C : Coroutines)
      splitCoroutine(C, Ctx);
    createMemory(Sets, Ctx);
    for (QueueSet &Set : Sets)
      if (!Set.isExecuted())
        createResumeProgram(Set, Ctx);
    createResume(Sets, Ctx);
    std::vector<Executor> Executors = createExecutors(Ctx);
    createKernelWorkers(Sets, Executors, M);
    replaceSetMarkers(Sets, Ctx);
    if (!Coroutines.empty() || !Executors.empty())
      emitObjectTable(M, Coroutines, Sets, Executors);
    dropUnused(M);
    for (Function &F : M)
      if (F.getSection() == TxSection)
        F.setSection(KernelTxSection);
  }
  if (Ctx.Failed)
    for (Function *F : Functions)
      dropBody(*F);
  return PreservedAnalyses::none();
}
