// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_LIB_TARGET_BPF_VERIFIERVIEW_H
#define LLVM_LIB_TARGET_BPF_VERIFIERVIEW_H

#include "llvm/Analysis/LazyValueInfo.h"
#include "llvm/IR/ConstantRange.h"
#include "llvm/IR/Instructions.h"

namespace llvm::flexnet {

/// What the verifier knows of a number, at most: what follows from how it was computed, but for
/// divisions and shifts by a variable; and what comparisons of itself say. LazyValueInfo knows those.
class VerifierView {
public:
  explicit VerifierView(LazyValueInfo &LVI) : LVI(LVI) {}

  ConstantRange of(Value *V, Instruction *At);
  ConstantRange onEdge(Value *V, BasicBlock *From, BasicBlock *To);

private:
  LazyValueInfo &LVI;
  unsigned Left = 0; ///< values to look at

  ConstantRange of(Value *V, const ConstantRange &Here, unsigned Depth);
  ConstantRange result(Instruction &I, unsigned Depth);
};

} // namespace llvm::flexnet

#endif
