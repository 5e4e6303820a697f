// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_TYPESTATE_H
#define LLVM_FLEXNET_TYPESTATE_H

#include "llvm/FlexNet/Diagnostic.h"
#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Checks the order of calls that attributes ask for, in modules without coroutines:
/// FlexNetCoroSplitPass does the same, and more.
class TypestatePass : public PassInfoMixin<TypestatePass> {
public:
  explicit TypestatePass(DiagnosticSink Report) : Report(std::move(Report)) {}
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }

private:
  DiagnosticSink Report;
};

} // namespace llvm::flexnet

#endif
