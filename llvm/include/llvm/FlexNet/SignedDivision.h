// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_SIGNEDDIVISION_H
#define LLVM_FLEXNET_SIGNEDDIVISION_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Divides signed numbers where BPF has only unsigned division
/// (lib/Target/BPF/SignedDivision.cpp).
class SignedDivisionPass : public PassInfoMixin<SignedDivisionPass> {
public:
  PreservedAnalyses run(Function &F, FunctionAnalysisManager &);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
