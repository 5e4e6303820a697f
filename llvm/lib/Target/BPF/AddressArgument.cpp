// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: ctx->data_end goes to a static function in 64 bits.
//
// The context has the packet's bounds as __u32; the kernel makes 64-bit addresses of them
// where they are loaded. Passed on as __u32, the function that is called clears the upper
// half before it makes a pointer (w2 = w2), and for the verifier the address is lost:
// "R1 invalid mem access 'scalar'". What is loaded has nothing in the upper half:
//
//   before                                      after
//   define internal i32 @f(i32 %end)            define internal i32 @f(i64 %end)
//     %w = zext i32 %end to i64                   %p = inttoptr i64 %end to ptr
//     %p = inttoptr i64 %w to ptr
//   call i32 @f(i32 %e)                         %w = zext i32 %e to i64
//                                               call i32 @f(i64 %w)

#include "llvm/FlexNet/AddressArgument.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

/// Extended and made a pointer.
static bool isAddress(const Argument &A) {
  return A.getType()->isIntegerTy(32) && any_of(A.users(), [](const User *U) {
           return isa<ZExtInst>(U) && U->getType()->isIntegerTy(64) &&
                  any_of(U->users(), [](const User *Use) { return isa<IntToPtrInst>(Use); });
         });
}

static bool isOnlyCalled(const Function &F) {
  return F.hasLocalLinkage() && !F.isDeclaration() && !F.isVarArg() &&
         all_of(F.uses(), [&F](const Use &U) {
           auto *Call = dyn_cast<CallInst>(U.getUser());
           return Call && Call->isCallee(&U) && Call->getFunctionType() == F.getFunctionType();
         });
}

static AttributeList dropOfParameters(AttributeList Attributes, LLVMContext &C,
                                      ArrayRef<unsigned> Wide) {
  for (unsigned I : Wide)
    Attributes = Attributes.removeParamAttributes(C, I);
  return Attributes;
}

static void moveBody(Function &From, Function &To, ArrayRef<unsigned> Wide) {
  To.splice(To.begin(), &From);
  for (Argument &Old : From.args()) {
    Argument *New = To.getArg(Old.getArgNo());
    New->takeName(&Old);
    if (!is_contained(Wide, Old.getArgNo())) {
      Old.replaceAllUsesWith(New);
      continue;
    }
    for (User *U : make_early_inc_range(Old.users()))
      if (auto *Extended = dyn_cast<ZExtInst>(U); Extended && Extended->getType() == New->getType()) {
        Extended->replaceAllUsesWith(New);
        Extended->eraseFromParent();
      }
    IRBuilder<> B(&*To.getEntryBlock().getFirstInsertionPt());
    Old.replaceAllUsesWith(B.CreateTrunc(New, Old.getType()));
  }
}

static void replaceCall(CallInst &Old, Function &New, ArrayRef<unsigned> Wide) {
  IRBuilder<> B(&Old);
  SmallVector<Value *, 5> Args(Old.args());
  for (unsigned I : Wide)
    Args[I] = B.CreateZExt(Args[I], B.getInt64Ty());
  CallInst *Call = B.CreateCall(&New, Args);
  Call->setAttributes(dropOfParameters(Old.getAttributes(), Old.getContext(), Wide));
  Call->setCallingConv(Old.getCallingConv());
  Call->setTailCallKind(Old.getTailCallKind());
  Call->copyMetadata(Old);
  Old.replaceAllUsesWith(Call);
  Old.eraseFromParent();
}

static bool widen(Function &F) {
  SmallVector<unsigned, 5> Wide;
  SmallVector<Type *, 5> Types(F.getFunctionType()->params());
  for (const Argument &A : F.args())
    if (isAddress(A)) {
      Wide.push_back(A.getArgNo());
      Types[A.getArgNo()] = Type::getInt64Ty(F.getContext());
    }
  if (Wide.empty() || !isOnlyCalled(F))
    return false;
  auto *Signature = FunctionType::get(F.getReturnType(), Types, /*isVarArg=*/false);
  Function *New = Function::Create(Signature, F.getLinkage(), F.getAddressSpace());
  F.getParent()->getFunctionList().insert(F.getIterator(), New);
  New->copyAttributesFrom(&F);
  New->setAttributes(dropOfParameters(F.getAttributes(), F.getContext(), Wide));
  New->copyMetadata(&F, /*Offset=*/0);
  New->takeName(&F);
  moveBody(F, *New, Wide);
  for (User *U : make_early_inc_range(F.users()))
    replaceCall(*cast<CallInst>(U), *New, Wide);
  F.eraseFromParent();
  return true;
}

PreservedAnalyses AddressArgumentPass::run(Module &M, ModuleAnalysisManager &) {
  bool Changed = false;
  for (Function &F : make_early_inc_range(M))
    Changed |= widen(F);
  return Changed ? PreservedAnalyses::none() : PreservedAnalyses::all();
}
