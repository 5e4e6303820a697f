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

} // namespace llvm::flexnet

#endif
