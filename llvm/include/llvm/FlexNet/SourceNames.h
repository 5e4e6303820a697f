// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_SOURCENAMES_H
#define LLVM_FLEXNET_SOURCENAMES_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Gives programs, maps and globals the names they have in the source.
class SourceNamesPass : public PassInfoMixin<SourceNamesPass> {
public:
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
