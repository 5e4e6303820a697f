// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_COPYARGUMENTS_H
#define LLVM_FLEXNET_COPYARGUMENTS_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Has callers copy what a static function takes by value. Run it after InlineCallsPass.
class CopyArgumentsPass : public PassInfoMixin<CopyArgumentsPass> {
public:
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
