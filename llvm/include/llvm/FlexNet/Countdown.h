// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_COUNTDOWN_H
#define LLVM_FLEXNET_COUNTDOWN_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Shows the verifier that loops which count down to 0 start above it.
class CountdownPass : public PassInfoMixin<CountdownPass> {
public:
  PreservedAnalyses run(Function &F, FunctionAnalysisManager &FAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
