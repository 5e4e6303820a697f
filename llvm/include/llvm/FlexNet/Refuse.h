// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_REFUSE_H
#define LLVM_FLEXNET_REFUSE_H

#include "llvm/FlexNet/Diagnostic.h"
#include "llvm/IR/PassManager.h"

#include <optional>

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

/// Reports coroutines, for a compilation that does not split them. Run it first.
class RefuseCoroutinesPass : public PassInfoMixin<RefuseCoroutinesPass> {
public:
  explicit RefuseCoroutinesPass(DiagnosticSink Report) : Report(std::move(Report)) {}
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }

private:
  DiagnosticSink Report;
};

/// The kernel's limit of a function's stack, in bytes, or none if -mllvm -bpf-stack-size
/// says that the object is not for the kernel.
std::optional<uint64_t> stackLimit();

} // namespace llvm::flexnet

#endif
