// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_EQUALNUMBER_H
#define LLVM_FLEXNET_EQUALNUMBER_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Has loops count with their own counter where LLVM took a number that was equal to it.
class EqualNumberPass : public PassInfoMixin<EqualNumberPass> {
public:
  PreservedAnalyses run(Function &F, FunctionAnalysisManager &FAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
