// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: a class by value goes to a noinline function as the address of the caller's copy.
//
// clang passes a class of more than 16 bytes `byval`: the callee finds a copy on the stack
// that the call made. BPF calls have no stack ("pass by value not supported"). A static
// function is called from here only, so the calls can make the copy:
//
//   before                                   after
//   call void @f(ptr byval(%big) %x)         call memcpy(ptr %copy, ptr %x, i64 40)
//                                            call void @f(ptr %copy)
//
// A copy that nothing writes to LLVM removes.

#include "llvm/FlexNet/CopyArguments.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

static void copyAt(CallBase &Call, unsigned Arg) {
  const DataLayout &DL = Call.getDataLayout();
  Type *T = Call.getParamByValType(Arg);
  Align Aligned = std::max(Call.getParamAlign(Arg).valueOrOne(), DL.getPrefTypeAlign(T));
  IRBuilder<> Entry(&*Call.getFunction()->getEntryBlock().getFirstInsertionPt());
  AllocaInst *Copy = Entry.CreateAlloca(T, nullptr, "copy");
  Copy->setAlignment(Aligned);
  IRBuilder<> B(&Call);
  B.CreateMemCpy(Copy, Aligned, Call.getArgOperand(Arg), Call.getParamAlign(Arg),
                 DL.getTypeAllocSize(T).getFixedValue());
  Call.setArgOperand(Arg, Copy);
  Call.removeParamAttr(Arg, Attribute::ByVal);
}

static void copyArguments(Function &F) {
  SmallVector<CallBase *, 8> Calls;
  for (User *U : F.users()) {
    auto *Call = dyn_cast<CallBase>(U);
    if (!Call || Call->getCalledFunction() != &F)
      return;
    Calls.push_back(Call);
  }
  for (Argument &A : F.args()) {
    if (!A.hasByValAttr())
      continue;
    for (CallBase *Call : Calls)
      copyAt(*Call, A.getArgNo());
    F.removeParamAttr(A.getArgNo(), Attribute::ByVal);
  }
}

PreservedAnalyses CopyArgumentsPass::run(Module &M, ModuleAnalysisManager &) {
  // Where a function is inlined, the inliner sees whether a copy is needed.
  for (Function &F : M)
    if (F.hasLocalLinkage() && !F.isDeclaration() && F.hasFnAttribute(Attribute::NoInline))
      copyArguments(F);
  return PreservedAnalyses::none();
}
