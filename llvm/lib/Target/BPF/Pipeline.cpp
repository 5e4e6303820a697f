// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every pass FlexNet adds, in order, and why it stands there.

#include "llvm/FlexNet/Pipeline.h"

#include "llvm/FlexNet/BTFLegalize.h"
#include "llvm/FlexNet/CoroSplit.h"
#include "llvm/FlexNet/SourceNames.h"
#include "llvm/IR/DiagnosticPrinter.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/Passes/PassBuilder.h"

using namespace llvm;
using namespace llvm::flexnet;

namespace {
/// Without a frontend (in opt) messages go where LLVM's own go.
class DiagnosticInfoFlexNet : public DiagnosticInfo {
public:
  explicit DiagnosticInfoFlexNet(const Diagnostic &D)
      : DiagnosticInfo(getNextAvailablePluginDiagnosticKind(), D.Severity), D(D) {}
  void print(DiagnosticPrinter &Printer) const override {
    if (!D.File.empty())
      Printer << D.File << ":" << D.Line << ":" << D.Column << ": ";
    Printer << D.Message;
  }

private:
  const Diagnostic &D;
};

/// Runs first: it gives the passes the sink they report to.
DiagnosticSink contextSink(LLVMContext &C) {
  return [&C](const Diagnostic &D) { C.diagnose(DiagnosticInfoFlexNet(D)); };
}

/// The split, reporting to the options' sink or to the module's context.
class CoroSplitStep : public PassInfoMixin<CoroSplitStep> {
public:
  explicit CoroSplitStep(const PipelineOptions &Options) : Options(Options) {}
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM) {
    DiagnosticSink Report = Options.Report ? Options.Report : contextSink(M.getContext());
    return FlexNetCoroSplitPass(std::move(Report), Options.MaxFrame).run(M, MAM);
  }
  static bool isRequired() { return true; }

private:
  PipelineOptions Options;
};
} // namespace

void flexnet::registerPasses(PassBuilder &PB, PipelineOptions Options) {
  if (Options.Cxx || Options.Coro) {
    PB.registerPipelineStartEPCallback([Options](ModulePassManager &MPM, OptimizationLevel) {
      // Before the split, which names programs after maps.
      MPM.addPass(SourceNamesPass());
      // Before LLVM simplifies anything: it would move code over a suspension.
      if (Options.Coro)
        MPM.addPass(CoroSplitStep(Options));
    });
    PB.registerOptimizerLastEPCallback(
        [](ModulePassManager &MPM, OptimizationLevel, ThinOrFullLTOPhase) {
          // After the last pass that reads types, before the backend writes BTF.
          MPM.addPass(BTFLegalizePass());
        });
  }
  PB.registerPipelineParsingCallback([Options](StringRef Name, ModulePassManager &MPM,
                                               ArrayRef<PassBuilder::PipelineElement>) {
    if (Name == "flexnet-source-names")
      MPM.addPass(SourceNamesPass());
    else if (Name == "flexnet-coro-split")
      MPM.addPass(CoroSplitStep(Options));
    else if (Name == "flexnet-btf-legalize")
      MPM.addPass(BTFLegalizePass());
    else
      return false;
    return true;
  });
}
