// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_REFUSE_H
#define LLVM_FLEXNET_REFUSE_H

#include "llvm/FlexNet/Diagnostic.h"
#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// Reports what is left of the program after optimisation that BPF, the loader or the
/// kernel cannot do, each at its line (lib/Target/BPF/Refuse.cpp).
class RefusePass : public PassInfoMixin<RefusePass> {
public:
  explicit RefusePass(DiagnosticSink Report) : Report(std::move(Report)) {}
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }

private:
  DiagnosticSink Report;
};

} // namespace llvm::flexnet

#endif
