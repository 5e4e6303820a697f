// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_LOOPCOUNTER_H
#define LLVM_FLEXNET_LOOPCOUNTER_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Makes loops that end at an address count. Run it after the last pass on loops.
class LoopCounterPass : public PassInfoMixin<LoopCounterPass> {
public:
  PreservedAnalyses run(Function &F, FunctionAnalysisManager &FAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
