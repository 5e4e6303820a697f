// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_LIB_TARGET_BPF_OPAQUE_H
#define LLVM_LIB_TARGET_BPF_OPAQUE_H

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InlineAsm.h"

namespace llvm::flexnet {

/// V, of which the backend knows nothing: the result of an empty asm, which is no instruction.
inline Value *makeOpaque(IRBuilderBase &B, Value *V) {
  auto *Type = FunctionType::get(V->getType(), {V->getType()}, /*isVarArg=*/false);
  return B.CreateCall(InlineAsm::get(Type, "", "=r,0", /*hasSideEffects=*/false), {V});
}

/// What makeOpaque() makes, and such an asm of the user's.
inline bool isOpaque(const Instruction &I) {
  auto *Call = dyn_cast<CallInst>(&I);
  auto *Asm = Call ? dyn_cast<InlineAsm>(Call->getCalledOperand()) : nullptr;
  return Asm && Asm->getAsmString().empty() && Call->arg_size() == 1 &&
         Call->getArgOperand(0)->getType() == Call->getType();
}

} // namespace llvm::flexnet

#endif
