// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_COROSPLIT_H
#define LLVM_FLEXNET_COROSPLIT_H

#include "llvm/FlexNet/Diagnostic.h"
#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Splits C++20 coroutines into BPF programs. See llvm/docs/BPFCoroutines.md.
class FlexNetCoroSplitPass : public PassInfoMixin<FlexNetCoroSplitPass> {
public:
  FlexNetCoroSplitPass(DiagnosticSink Report, std::optional<unsigned> MaxFrame)
      : Report(std::move(Report)), MaxFrame(MaxFrame) {}
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }

private:
  DiagnosticSink Report;
  std::optional<unsigned> MaxFrame;
};

} // namespace llvm::flexnet

#endif
