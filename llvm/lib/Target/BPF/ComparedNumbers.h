// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_LIB_TARGET_BPF_COMPAREDNUMBERS_H
#define LLVM_LIB_TARGET_BPF_COMPAREDNUMBERS_H

#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/IR/Dominators.h"

namespace llvm::flexnet {

/// Which value a comparison has shown not to be 0: the verifier knows it of that value only, and
/// not of others that are the same number.
class ComparedNumbers {
public:
  ComparedNumbers(ScalarEvolution &SE, const DominatorTree &DT) : SE(SE), DT(DT) {}

  /// The same number as V, if BB is reached only if it is not 0; else null.
  Value *before(Value *V, const BasicBlock &BB);
  /// The same number as V, if the edge is taken only if it is not 0; else null.
  Value *onEdge(Value *V, const BasicBlock &From, const BasicBlock &To);
  /// The same number, perhaps in another width.
  bool isSame(Value *A, Value *B);

private:
  ScalarEvolution &SE;
  const DominatorTree &DT;

  Value *in(Value *Condition, bool IsTrue, Value *V);
};

} // namespace llvm::flexnet

#endif
