// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_HELPERARGUMENTS_H
#define LLVM_FLEXNET_HELPERARGUMENTS_H

#include "llvm/IR/PassManager.h"

namespace llvm {
class CallBase;
}

namespace llvm::flexnet {

/// The number of the helper that Call calls, or 0.
unsigned helperOf(const CallBase &Call);

/// Marks pointers passed to BPF helpers as not captured.
class HelperArgumentsPass : public PassInfoMixin<HelperArgumentsPass> {
public:
  PreservedAnalyses run(Function &F, FunctionAnalysisManager &FAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
