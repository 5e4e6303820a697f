// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_PACKETPOINTER_H
#define LLVM_FLEXNET_PACKETPOINTER_H

#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Keeps addresses that the context has as 32 bits wide where they are merged.
class PacketPointerPass : public PassInfoMixin<PacketPointerPass> {
public:
  PreservedAnalyses run(Function &F, FunctionAnalysisManager &FAM);
  static bool isRequired() { return true; }
};

} // namespace llvm::flexnet

#endif
