// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_LINKAGE_H
#define LLVM_FLEXNET_LINKAGE_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Gives functions and variables linkage that libbpf and the verifier take. Run it first.
class LinkagePass : public PassInfoMixin<LinkagePass> {
public:
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }
};

/// Makes functions that LinkagePass kept replaceable while LLVM optimised global again.
class RestoreLinkagePass : public PassInfoMixin<RestoreLinkagePass> {
public:
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
