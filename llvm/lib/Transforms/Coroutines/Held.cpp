// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: what is locked, open or referenced at a suspension is the user's error, in their words.
//
// At a suspension the program ends. The verifier refuses one that ends with a lock, an RCU
// section or a reference ("BPF_EXIT instruction cannot be used inside bpf_rcu_read_lock-ed
// region", "Unreleased reference id=2"), but where it began, and that a co_await is an end, it
// does not say. HeldSections.def has what begins and ends.
//
//  1. The function is copied, and every helper function that begins or ends something is
//     inlined into the copy, however it is declared: nothing is between a call and its end.
//  2. From each call that begins something, all paths are followed (HeldPaths.cpp).
//  3. One that arrives at a suspension, at resume() with a lock, or at the return, is reported,
//     at the co_await and at the call.
//
// The copy is thrown away. A module without such calls is not copied.

#include "Coroutine.h"
#include "HeldPaths.h"
#include "PathNote.h"

#include "flexnet/abi.h"
#include "llvm/Analysis/CFG.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;
using namespace llvm::flexnet;
using namespace llvm::flexnet::held;

/// A bound against recursion, which the verifier would refuse anyway.
static constexpr unsigned MaxInlined = 4096;

namespace {
/// Which functions begin or end something, themselves or by what they call.
class Holders {
public:
  bool contains(const Function &F) {
    auto [It, New] = Known.try_emplace(&F, false);
    if (!New)
      return It->second;
    bool Holds = any_of(instructions(F), [&](const Instruction &I) {
      auto *Call = dyn_cast<CallBase>(&I);
      const Function *Callee = Call ? Call->getCalledFunction() : nullptr;
      return Call && (isListed(*Call) || (Callee && isInlined(*Callee) && contains(*Callee)));
    });
    return Known[&F] = Holds;
  }

  /// A coroutine that is called returns at its suspension: its caller goes on.
  static bool isInlined(const Function &F) {
    return !F.isDeclaration() && !F.hasFnAttribute("flexnet.coroutine") && !F.isPresplitCoroutine();
  }

private:
  DenseMap<const Function *, bool> Known;
};

class HeldCheck {
public:
  HeldCheck(Function &F, SplitContext &Ctx) : F(F), Ctx(Ctx), Dominators(F) {
    for (const Instruction &I : instructions(F))
      if (auto *On = asMarker(I, marker::SuspendOn))
        SuspendsOn[markerId(*On)] = On;
  }

  bool run() {
    for (const Instruction &I : instructions(F))
      if (auto *Call = dyn_cast<CallBase>(&I))
        if (std::optional<Begin> Begins = beginOf(*Call))
          follow(*Call, *Begins);
    return !Reported.empty();
  }

private:
  Function &F;
  SplitContext &Ctx;
  DominatorTree Dominators;
  DenseMap<uint64_t, const CallInst *> SuspendsOn;
  /// Places of what was said: copies of one call say it once.
  SmallVector<std::pair<const DILocation *, const DILocation *>, 4> Reported;

  void follow(const CallBase &Call, const Begin &Begins) {
    const Words &Say = wordsOf(Begins.Of);
    auto stopsAt = [&](const Instruction &I) {
      if (auto *Suspend = asMarker(I, marker::Suspend))
        return !hasHome(Call, *Suspend);
      return isa<ReturnInst>(I) || (Say.RefusesCalls && asMarker(I, marker::ResumeCoro));
    };
    auto Places = followHeld(Call, Begins, stopsAt);
    bool Elsewhere = any_of(Places, [](const Instruction *At) { return !isa<ReturnInst>(At); });
    for (const Instruction *At : Places)
      if (!Elsewhere || !isa<ReturnInst>(At)) // where it is over, too: one error is enough
        report(Call, Begins.Of, *At);
  }

  /// The queues of an executor keep some references.
  bool hasHome(const CallBase &Call, const CallInst &Suspend) const {
    return homeOf(Call) && keepsReferences(SuspendsOn.lookup(markerId(Suspend)));
  }

  void report(const CallBase &Call, Class Of, const Instruction &At) {
    const Words &Say = wordsOf(Of);
    DebugLoc Began = userLocation(Call.getDebugLoc()), Here = userLocation(At.getDebugLoc());
    std::pair<const DILocation *, const DILocation *> Places(Began.get(), Here.get());
    if (is_contained(Reported, Places))
      return;
    Reported.push_back(Places);
    bool Ends = false; // on another path
    auto change = [&](const Instruction &I) {
      if (&I == &Call)
        return FactChange::Begins;
      auto *End = dyn_cast<CallBase>(&I);
      if (!End || !endOf(*End, Of))
        return FactChange::None;
      Ends |= isPotentiallyReachable(End, &At, nullptr, &Dominators);
      return FactChange::Ends;
    };
    FactPath Path = findPath(At, {change});
    bool Always = !Ends && Dominators.dominates(&Call, &At);
    StringRef On = Always ? "" : " on some path";
    std::string Before = Say.Before.str();
    if (homeOf(Call))
      Before += ", or suspend on flexnet::queues, which keep it";
    if (asMarker(At, marker::Suspend))
      Ctx.report(Here, Message::HeldAcrossSuspension, Say.State, On, Before);
    else if (asMarker(At, marker::ResumeCoro))
      Ctx.report(Here, Message::HeldAcrossResume, Say.State, On, Say.Before);
    else
      Ctx.report(Here ? Here : Began, Message::HeldAtReturn, Say.State, On, Say.Always);
    Ctx.report(Began, Message::HeldFromHere, Say.Began);
    noteCallers(Call.getDebugLoc(), Ctx);
    if (!Always)
      noteDecisions(Path, Ctx);
  }
};
} // namespace

bool flexnet::keepsReferences(const CallInst *SuspendOn) {
  auto *Transport = SuspendOn ? dyn_cast<ConstantInt>(SuspendOn->getArgOperand(4)) : nullptr;
  return Transport && (Transport->equalsInt(FLEXNET_TRANSPORT_RING) ||
                       Transport->equalsInt(FLEXNET_TRANSPORT_HEAP));
}

/// What begins or ends something, and what an object that does so goes through.
static bool isInTheWay(const CallBase &Call, Holders &Holds) {
  const Function *Callee = Call.getCalledFunction();
  if (!Callee || !Holders::isInlined(*Callee))
    return false;
  return Holds.contains(*Callee) || Callee->hasFnAttribute(Attribute::AlwaysInline) ||
         Callee->getReturnType()->isPointerTy() || any_of(Call.args(), [](const Use &Arg) {
           return Arg->getType()->isPointerTy() && isa<AllocaInst>(getUnderlyingObject(Arg));
         });
}

static void inlineHolders(Function &F, Holders &Holds) {
  for (unsigned Inlined = 0; Inlined < MaxInlined; ++Inlined) {
    auto It = find_if(instructions(F), [&](Instruction &I) {
      auto *Call = dyn_cast<CallBase>(&I);
      return Call && isInTheWay(*Call, Holds);
    });
    InlineFunctionInfo Info;
    if (It == inst_end(F) || !InlineFunction(cast<CallBase>(*It), Info).isSuccess())
      return;
  }
}

bool flexnet::checkHeld(Function &F, SplitContext &Ctx) {
  Holders Holds;
  if (!Holds.contains(F))
    return true;
  ValueToValueMapTy Map;
  Function *Copy = CloneFunction(&F, Map);
  inlineHolders(*Copy, Holds);
  simplifyCoroutine(*Copy, Ctx.FAM);
  bool Refused = HeldCheck(*Copy, Ctx).run();
  Ctx.FAM.clear(*Copy, Copy->getName());
  Copy->eraseFromParent();
  return !Refused;
}
