// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: header code that asks the compiler, in functions that are no coroutines.
//
// Executors, and whoever asks for the depth of a queue, call header functions that end in
// markers, whose argument is a queue set:
//
//   before                                      after
//   call @queue_depth(ptr @work, i32 2)         %m = call ptr @__flexnet_memory(ptr @work, ...)
//                                               load i64, ptr %m ...
//
// The answer depends on the set, so the header functions are inlined here, as Inline.cpp does
// for coroutines, until each marker has the set itself for its argument. A helper function
// that asks for the worker is inlined into its callers: only an executor has one.

#include "Coroutine.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

namespace {
/// Which functions come to a marker, by header functions only.
class MarkerUsers {
public:
  bool contains(const Function &F) {
    auto [It, New] = Known.try_emplace(&F, false);
    if (!New)
      return It->second;
    bool Uses = any_of(instructions(F), [&](const Instruction &I) {
      if (auto *Call = dyn_cast<CallBase>(&I))
        if (const Function *Callee = Call->getCalledFunction())
          return Callee->getName().starts_with("__flexnet_") ||
                 (Callee->hasFnAttribute(Attribute::AlwaysInline) &&
                  !Callee->hasFnAttribute("flexnet.coroutine") && contains(*Callee));
      return false;
    });
    return Known[&F] = Uses;
  }

private:
  DenseMap<const Function *, bool> Known;
};
} // namespace

static bool asksWorker(const Function &F) {
  return any_of(instructions(F),
                [](const Instruction &I) { return asMarker(I, marker::Worker) != nullptr; });
}

/// Inlines into F the calls of functions with a body that Wanted says.
static bool inlineCallsOf(Function &F, function_ref<bool(const Function &)> Wanted) {
  return inlineCalls(F, [&](const CallBase &Call) {
    const Function *Callee = Call.getCalledFunction();
    return Callee && Callee != &F && !Callee->isDeclaration() && Wanted(*Callee);
  });
}

void flexnet::replaceModuleMarkers(Module &M) {
  bool HasExecutor = any_of(
      M, [](const Function &F) { return F.getSection() == ExecutorSection; });
  Function *AskAge = M.getFunction(marker::AskAge);
  auto replace = [&M](StringRef Name, bool Answer) {
    Function *Marker = M.getFunction(Name);
    if (!Marker)
      return;
    for (User *U : make_early_inc_range(Marker->users())) {
      auto *Call = cast<CallInst>(U);
      Call->replaceAllUsesWith(ConstantInt::get(Call->getType(), Answer));
      Call->eraseFromParent();
    }
  };
  replace(marker::HasExecutor, HasExecutor);
  replace(marker::AsksAge, AskAge && !AskAge->use_empty());
  if (AskAge)
    for (User *U : make_early_inc_range(AskAge->users()))
      cast<CallInst>(U)->eraseFromParent();
}

// All header functions: the set may go through the memory of an object that they share.
void flexnet::inlineMarkers(Function &F) {
  inlineCallsOf(F, [&](const Function &Callee) {
    return Callee.hasFnAttribute(Attribute::AlwaysInline) && !Callee.isPresplitCoroutine() &&
           !Callee.hasFnAttribute("flexnet.coroutine"); // split first
  });
}

void flexnet::inlineMarkers(Module &M, SplitContext &Ctx) {
  SmallVector<Function *, 8> Changed;
  for (Function &F : M) {
    if (F.isDeclaration() || F.hasFnAttribute(Attribute::AlwaysInline) ||
        F.hasFnAttribute("flexnet.coroutine") || F.isPresplitCoroutine())
      continue;
    MarkerUsers Users;
    if (!Users.contains(F))
      continue;
    if (F.getSection() == ExecutorSection)
      markLoops(F, Ctx);
    inlineMarkers(F);
    Changed.push_back(&F);
  }
  // Callers of functions that ask for the worker ask for it then, too.
  for (bool Again = true; Again;) {
    Again = false;
    for (Function &F : M)
      if (!F.isDeclaration() && !F.hasFnAttribute(Attribute::AlwaysInline) &&
          inlineCallsOf(F, [](const Function &Callee) {
            return !Callee.hasSection() && asksWorker(Callee);
          })) {
        Again = true;
        if (!is_contained(Changed, &F))
          Changed.push_back(&F);
      }
  }
  for (Function *F : Changed)
    simplifyCoroutine(*F, Ctx.FAM);
}

/// Used at most by functions that are always inlined, and that nobody calls any more.
static bool isUnused(const Value &V) {
  return all_of(V.users(), [](const User *U) {
    if (auto *I = dyn_cast<Instruction>(U))
      return I->getFunction()->hasFnAttribute(Attribute::AlwaysInline) &&
             isUnused(*I->getFunction());
    return isa<Constant>(U) && !isa<GlobalValue>(U) && isUnused(*U);
  });
}

// LinkagePass made them global, as what is in use must be, so LLVM would keep them.
void flexnet::dropUnused(Module &M) {
  for (GlobalVariable &G : M.globals())
    if (!G.isDeclaration() && G.getName().starts_with("flexnet_") &&
        G.getSection() != ".rodata.flexnet" && isUnused(G))
      G.setLinkage(GlobalValue::InternalLinkage);
}
