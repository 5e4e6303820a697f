// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_HELPERARGUMENTS_H
#define LLVM_FLEXNET_HELPERARGUMENTS_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Marks pointers passed to BPF helpers as not captured.
class HelperArgumentsPass : public PassInfoMixin<HelperArgumentsPass> {
public:
  PreservedAnalyses run(Function &F, FunctionAnalysisManager &FAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
