// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: coroutines become a ramp, and one resume program for each queue set.
//
// The phases, in order; each is described in its own file. See llvm/docs/BPFCoroutines.md.
// Runs before LLVM's own pipeline: what comes out is ordinary BPF code, which LLVM then
// inlines and optimises like any other.

#include "llvm/FlexNet/ChecksSwitch.h"
#include "llvm/FlexNet/CoroSplit.h"

#include "Coroutine.h"
#include "Homes.h"
#include "Typestate.h"

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

/// All coroutines of a module, from clang's intrinsics to live values.
static std::vector<Coroutine> analyse(ArrayRef<Function *> Functions, const Typestates &States,
                                      SplitContext &Ctx) {
  MapVector<Function *, AllocaInst *> Promises;
  for (Function *F : Functions)
    if (AllocaInst *Promise = lowerCoroutine(*F, Ctx))
      Promises[F] = Promise;
  std::vector<Coroutine> Coroutines;
  for (auto [F, Promise] : Promises) {
    inlineIntoCoroutine(*F, *Promise, States);
    simplifyCoroutine(*F, Ctx.FAM);
    checkQueueNumbers(*F, Ctx);
    if (checksEnabled())
      checkTypestates(*F, States, Ctx);
    lowerStage(*F, States, Ctx);
    lowerOwns(*F);
    inlineAnnotated(*F, *Promise, States);
    simplifyCoroutine(*F, Ctx.FAM);
    bool HoldsNothing = checksEnabled() && checkHeld(*F, Ctx);
    Coroutine C = findPoints(*F, Ctx);
    findOwned(C, Ctx);
    if (checksEnabled())
      checkPublished(C, Ctx);
    rematerialize(C);
    findPacketNeeds(C, Ctx);
    findLiveValues(C, Ctx);
    findHomes(C, Ctx);
    if (HoldsNothing) // else references among the live values have been reported
      checkStorable(C, Ctx);
    findRanges(C, Ctx.FAM);
    findUses(C);
    Coroutines.push_back(std::move(C));
  }
  return Coroutines;
}

/// Executors, and programs that only call coroutines.
static SmallVector<Function *, 8> programsWithoutSuspension(Module &M) {
  SmallVector<Function *, 8> Result;
  for (Function &F : M)
    if (!F.isDeclaration() && F.hasSection() && !F.hasFnAttribute("flexnet.coroutine"))
      Result.push_back(&F);
  return Result;
}

PreservedAnalyses FlexNetCoroSplitPass::run(Module &M, ModuleAnalysisManager &MAM) {
  auto &FAM = MAM.getResult<FunctionAnalysisManagerModuleProxy>(M).getManager();
  SplitContext Ctx{M, FAM, Report, MaxFrame};
  SmallVector<Function *, 8> Functions;
  for (Function &F : M)
    if (!F.isDeclaration() && F.isPresplitCoroutine())
      Functions.push_back(&F);

  Typestates States(M);
  SmallVector<Function *, 4> Outside = checkedOutside(States);
  replaceModuleMarkers(M);
  prepareQueueNumbers(M);
  std::vector<Coroutine> Coroutines = analyse(Functions, States, Ctx);
  if (checksEnabled()) {
    checkTypestatesOutside(Outside, States, Ctx);
    for (Function *F : programsWithoutSuspension(M))
      checkHeld(*F, Ctx);
  }
  inlineMarkers(M, Ctx);
  checkQueueNumbers(Ctx);
  std::vector<QueueSet> Sets = collectSets(Coroutines, Ctx);
  if (checksEnabled())
    checkServed(Sets, Ctx);
  for (Coroutine &C : Coroutines)
    layOutFrames(C, Ctx);
  if (!Ctx.Failed) {
    layOutCells(Sets);
    createHomes(Sets, Ctx);
    for (Coroutine &C : Coroutines)
      splitCoroutine(C, Ctx);
    createMemory(Sets, Ctx);
    for (QueueSet &Set : Sets)
      if (!Set.isExecuted())
        createResumeProgram(Set, Ctx);
    createResume(Sets, Ctx);
    std::vector<Executor> Executors = createExecutors(Ctx);
    createKernelWorkers(Sets, Executors, M);
    createPipeline(Sets, Executors, Ctx);
    keepPackets(Sets, Ctx);
    replaceSetMarkers(Sets, Ctx);
    if (!Coroutines.empty() || !Executors.empty())
      emitObjectTable(M, Coroutines, Sets, Executors);
    dropExecutors(Executors, Ctx);
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
