// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: a queue whose number is known when compiling is one that its set has.
//
// At run time such a number is handled by policy, as any that is too large, or finds nothing: right
// for a number from a packet, a mistake in a constant. Header code says where it looks for a queue,
// and the call is gone when it has been looked at:
//
//   call void @__flexnet_queue_number(ptr @work, i32 9, i32 4)
//
// It is asked after header code was inlined and simplified, so not of dead code.

#include "Coroutine.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

// It must not be in the way of what simplifyCoroutine() does with the user's memory.
void flexnet::prepareQueueNumbers(Module &M) {
  Function *Marker = M.getFunction(marker::QueueNumber);
  if (!Marker)
    return;
  Marker->setMemoryEffects(MemoryEffects::inaccessibleMemOnly());
  Marker->addFnAttr(Attribute::NoUnwind);
  Marker->addFnAttr(Attribute::WillReturn);
}

static void check(const CallInst &Call, SplitContext &Ctx) {
  const auto *Set = dyn_cast<GlobalVariable>(Call.getArgOperand(0)->stripPointerCasts());
  const auto *Number = dyn_cast<ConstantInt>(Call.getArgOperand(1));
  uint64_t Queues = cast<ConstantInt>(Call.getArgOperand(2))->getZExtValue();
  if (!Set || !Number || Number->getZExtValue() < Queues)
    return;
  std::string All = Queues == 1 ? "0" : ("0 to " + Twine(Queues - 1)).str();
  Ctx.report(Call.getDebugLoc(), Message::NoSuchQueue, Number->getZExtValue(), describeSet(*Set),
             Queues, All);
}

static void checkCalls(Module &M, function_ref<bool(const Function &)> In, SplitContext &Ctx) {
  Function *Marker = M.getFunction(marker::QueueNumber);
  if (!Marker)
    return;
  for (User *U : make_early_inc_range(Marker->users())) {
    auto *Call = cast<CallInst>(U);
    const Function &F = *Call->getFunction();
    if (!In(F))
      continue;
    if (!F.hasFnAttribute(Attribute::AlwaysInline)) // else header code that nobody calls any more
      check(*Call, Ctx);
    Call->eraseFromParent();
  }
}

void flexnet::checkQueueNumbers(Function &F, SplitContext &Ctx) {
  checkCalls(
      *F.getParent(), [&F](const Function &In) { return &In == &F; }, Ctx);
}

void flexnet::checkQueueNumbers(SplitContext &Ctx) {
  checkCalls(
      Ctx.M, [](const Function &) { return true; }, Ctx);
}
