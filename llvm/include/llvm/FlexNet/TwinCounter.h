// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_TWINCOUNTER_H
#define LLVM_FLEXNET_TWINCOUNTER_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Leaves the wider one of two counters of a loop that are the same number.
class TwinCounterPass : public PassInfoMixin<TwinCounterPass> {
public:
  PreservedAnalyses run(Function &F, FunctionAnalysisManager &FAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
