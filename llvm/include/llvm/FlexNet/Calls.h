// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_CALLS_H
#define LLVM_FLEXNET_CALLS_H

#include "llvm/FlexNet/Diagnostic.h"
#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Has the inliner take what BPF has no calling convention for. Run it after LinkagePass.
class InlineCallsPass : public PassInfoMixin<InlineCallsPass> {
public:
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }
};

/// Refuses calls that are left after inlining and that BPF has not: classes by value,
/// more than five arguments, recursion. Run it before debug info is changed.
class CheckCallsPass : public PassInfoMixin<CheckCallsPass> {
public:
  explicit CheckCallsPass(DiagnosticSink Report) : Report(std::move(Report)) {}
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }

private:
  DiagnosticSink Report;
};

} // namespace llvm::flexnet

#endif
