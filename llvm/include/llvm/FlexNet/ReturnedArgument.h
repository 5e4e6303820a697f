// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_RETURNEDARGUMENT_H
#define LLVM_FLEXNET_RETURNEDARGUMENT_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Has no static function return one of its arguments. Run it after the last inliner.
class ReturnedArgumentPass : public PassInfoMixin<ReturnedArgumentPass> {
public:
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
