// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: tells LLVM that helpers keep no address they are given.
//
// A helper is a call of a number, of which LLVM knows nothing: every local whose address
// was passed to one once would be memory for ever, read and written around each later
// call, and live in every frame of a coroutine.
//
//   before                                     after
//   call ptr inttoptr (i64 1 to ptr)           call ptr inttoptr (i64 1 to ptr)
//     (ptr @map, ptr %key)                       (ptr captures(none) @map,
//                                                 ptr captures(none) %key)

#include "llvm/FlexNet/HelperArguments.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

/// The one helper that keeps what it is given: bpf_kptr_xchg(), in a map.
static constexpr unsigned KptrXchg = 194;

unsigned flexnet::helperOf(const CallBase &Call) {
  auto *Callee = dyn_cast<ConstantExpr>(Call.getCalledOperand());
  if (!Callee || Callee->getOpcode() != Instruction::IntToPtr)
    return 0;
  auto *Number = dyn_cast<ConstantInt>(Callee->getOperand(0));
  return Number ? Number->getZExtValue() : 0;
}

PreservedAnalyses HelperArgumentsPass::run(Function &F, FunctionAnalysisManager &) {
  for (Instruction &I : instructions(F)) {
    auto *Call = dyn_cast<CallBase>(&I);
    unsigned Helper = Call ? helperOf(*Call) : 0;
    if (!Helper || Helper == KptrXchg)
      continue;
    for (const Use &Arg : Call->args())
      if (Arg->getType()->isPointerTy())
        Call->addParamAttr(
            Call->getArgOperandNo(&Arg),
            Attribute::getWithCaptureInfo(F.getContext(), CaptureInfo::none()));
  }
  return PreservedAnalyses::none();
}
