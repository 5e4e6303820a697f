// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_PUBLISHED_H
#define LLVM_FLEXNET_PUBLISHED_H

#include "llvm/FlexNet/Diagnostic.h"
#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Reports what is left after all optimisation of accesses to memory that was handed over
/// (lib/Transforms/Coroutines/Published.cpp).
class PublishedPass : public PassInfoMixin<PublishedPass> {
public:
  explicit PublishedPass(DiagnosticSink Report) : Report(std::move(Report)) {}
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }

private:
  DiagnosticSink Report;
};

} // namespace llvm::flexnet

#endif
