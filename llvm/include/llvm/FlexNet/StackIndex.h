// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_STACKINDEX_H
#define LLVM_FLEXNET_STACKINDEX_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Keeps the backend from making `address | index` of small arrays on the stack. Run it
/// last: what it inserts hides ranges.
class StackIndexPass : public PassInfoMixin<StackIndexPass> {
public:
  PreservedAnalyses run(Function &F, FunctionAnalysisManager &FAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
