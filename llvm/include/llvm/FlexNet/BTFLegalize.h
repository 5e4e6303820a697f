// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_BTFLEGALIZE_H
#define LLVM_FLEXNET_BTFLEGALIZE_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Makes C++ debug info such that the BTF made of it is C, which the kernel loads.
class BTFLegalizePass : public PassInfoMixin<BTFLegalizePass> {
public:
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
