// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_ATOMICACCESS_H
#define LLVM_FLEXNET_ATOMICACCESS_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Sequentially consistent loads and stores, which BPF lacks, of operations that it has.
class AtomicAccessPass : public PassInfoMixin<AtomicAccessPass> {
public:
  PreservedAnalyses run(Function &F, FunctionAnalysisManager &FAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
