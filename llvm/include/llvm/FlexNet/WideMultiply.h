// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_WIDEMULTIPLY_H
#define LLVM_FLEXNET_WIDEMULTIPLY_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Multiplies 128 bits by instructions of 64, which is all that BPF has. Run it after the
/// last pass that could put them together again.
class WideMultiplyPass : public PassInfoMixin<WideMultiplyPass> {
public:
  PreservedAnalyses run(Function &F, FunctionAnalysisManager &FAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
