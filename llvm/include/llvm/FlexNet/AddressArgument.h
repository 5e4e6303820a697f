// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_ADDRESSARGUMENT_H
#define LLVM_FLEXNET_ADDRESSARGUMENT_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Passes addresses that the source has in 32 bits in 64. Run it after the last inliner.
class AddressArgumentPass : public PassInfoMixin<AddressArgumentPass> {
public:
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
