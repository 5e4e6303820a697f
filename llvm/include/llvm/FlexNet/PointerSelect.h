// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_POINTERSELECT_H
#define LLVM_FLEXNET_POINTERSELECT_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Keeps the backend from masking pointers to choose between one and null. Run it last.
class PointerSelectPass : public PassInfoMixin<PointerSelectPass> {
public:
  PreservedAnalyses run(Function &F, FunctionAnalysisManager &FAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
