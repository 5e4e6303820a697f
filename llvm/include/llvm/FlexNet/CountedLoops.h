// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_COUNTEDLOOPS_H
#define LLVM_FLEXNET_COUNTEDLOOPS_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Ends loops by a number that counts, where they end when two pointers are equal. Run it
/// after all that would turn the number back into a pointer.
class CountedLoopsPass : public PassInfoMixin<CountedLoopsPass> {
public:
  PreservedAnalyses run(Function &F, FunctionAnalysisManager &FAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
