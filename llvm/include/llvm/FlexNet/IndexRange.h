// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_INDEXRANGE_H
#define LLVM_FLEXNET_INDEXRANGE_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Tells the verifier the range of indices that LLVM knows by what other values are.
class IndexRangePass : public PassInfoMixin<IndexRangePass> {
public:
  PreservedAnalyses run(Function &F, FunctionAnalysisManager &FAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
