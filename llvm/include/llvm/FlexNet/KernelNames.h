// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_KERNELNAMES_H
#define LLVM_FLEXNET_KERNELNAMES_H

#include "llvm/IR/PassManager.h"

namespace llvm {
namespace flexnet {

/// Gives types that CO-RE looks up in the kernel the names they have there.
class KernelNamesPass : public PassInfoMixin<KernelNamesPass> {
public:
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }
};

} // namespace flexnet
} // namespace llvm

#endif
