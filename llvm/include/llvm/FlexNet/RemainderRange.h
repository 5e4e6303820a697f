// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_REMAINDERRANGE_H
#define LLVM_FLEXNET_REMAINDERRANGE_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Tells the verifier the range of remainders that are indices. Run it last.
class RemainderRangePass : public PassInfoMixin<RemainderRangePass> {
public:
  PreservedAnalyses run(Function &F, FunctionAnalysisManager &FAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
