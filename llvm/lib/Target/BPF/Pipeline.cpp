// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every pass FlexNet adds, in order, and why it stands there.

#include "llvm/FlexNet/Pipeline.h"

#include "llvm/FlexNet/AddressArgument.h"
#include "llvm/FlexNet/AtomicAccess.h"
#include "llvm/FlexNet/BTFLegalize.h"
#include "llvm/FlexNet/BTFTypeTags.h"
#include "llvm/FlexNet/Calls.h"
#include "llvm/FlexNet/CopyArguments.h"
#include "llvm/FlexNet/CoroSplit.h"
#include "llvm/FlexNet/Countdown.h"
#include "llvm/FlexNet/KernelNames.h"
#include "llvm/FlexNet/EmptyAssembly.h"
#include "llvm/FlexNet/EqualNumber.h"
#include "llvm/FlexNet/HelperArguments.h"
#include "llvm/FlexNet/IndexRange.h"
#include "llvm/FlexNet/Linkage.h"
#include "llvm/FlexNet/LoopCounter.h"
#include "llvm/FlexNet/PacketPointer.h"
#include "llvm/FlexNet/PointerSelect.h"
#include "llvm/FlexNet/Published.h"
#include "llvm/FlexNet/Refuse.h"
#include "llvm/FlexNet/SignedDivision.h"
#include "llvm/FlexNet/SpillSlots.h"
#include "llvm/FlexNet/RemainderRange.h"
#include "llvm/FlexNet/ReturnRegister.h"
#include "llvm/FlexNet/ReturnedArgument.h"
#include "llvm/FlexNet/StackIndex.h"
#include "llvm/FlexNet/TwinCounter.h"
#include "llvm/FlexNet/Typestate.h"
#include "llvm/FlexNet/WideMultiply.h"
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
    if (!D.Slug.empty())
      Printer << " [flexnet-" << D.Slug << "]";
  }

private:
  const Diagnostic &D;
};

/// Runs first: it gives the passes the sink they report to.
DiagnosticSink contextSink(LLVMContext &C) {
  return [&C](const Diagnostic &D) { C.diagnose(DiagnosticInfoFlexNet(D)); };
}

DiagnosticSink sinkFor(const PipelineOptions &Options, Module &M) {
  return Options.Report ? Options.Report : contextSink(M.getContext());
}

/// The split, reporting to the options' sink or to the module's context.
class CoroSplitStep : public PassInfoMixin<CoroSplitStep> {
public:
  explicit CoroSplitStep(const PipelineOptions &Options) : Options(Options) {}
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM) {
    return FlexNetCoroSplitPass(sinkFor(Options, M), Options.MaxFrame).run(M, MAM);
  }
  static bool isRequired() { return true; }

private:
  PipelineOptions Options;
};

/// A pass that reports to the options' sink or to the module's context.
template <class Pass> class Reporting : public PassInfoMixin<Reporting<Pass>> {
public:
  explicit Reporting(const PipelineOptions &Options) : Options(Options) {}
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM) {
    return Pass(sinkFor(Options, M)).run(M, MAM);
  }
  static bool isRequired() { return true; }

private:
  PipelineOptions Options;
};
} // namespace

void flexnet::registerPasses(PassBuilder &PB, PipelineOptions Options) {
  if (Options.Cxx || Options.Coro) {
    // In the backend, once registers are assigned.
    widenSpillSlots();
    clearReturnRegister();
    skipLinesOfEmptyAssembly();
    PB.registerPipelineStartEPCallback([Options](ModulePassManager &MPM, OptimizationLevel) {
      // Before anything asks which locals are memory.
      MPM.addPass(createModuleToFunctionPassAdaptor(HelperArgumentsPass()));
      // Before anything asks who can see a function.
      MPM.addPass(LinkagePass());
      // Before the first inliner.
      MPM.addPass(InlineCallsPass());
      // Of what will not be inlined.
      MPM.addPass(CopyArgumentsPass());
      // Before LLVM simplifies anything: it would move code over a suspension.
      if (Options.Coro)
        MPM.addPass(CoroSplitStep(Options));
      else
        MPM.addPass(Reporting<RefuseCoroutinesPass>(Options));
      // Before what the attributes are on is inlined. The split does it itself.
      if (!Options.Coro)
        MPM.addPass(Reporting<TypestatePass>(Options));
    });
    PB.registerOptimizerLastEPCallback(
        [Options](ModulePassManager &MPM, OptimizationLevel, ThinOrFullLTOPhase) {
          // Before they are refused.
          MPM.addPass(createModuleToFunctionPassAdaptor(AtomicAccessPass()));
          MPM.addPass(createModuleToFunctionPassAdaptor(WideMultiplyPass()));
          // After all that knows ranges of signed results; before what guards remainders.
          MPM.addPass(createModuleToFunctionPassAdaptor(SignedDivisionPass()));
          // After the last inliner: what is inlined returns and takes nothing.
          MPM.addPass(ReturnedArgumentPass());
          MPM.addPass(AddressArgumentPass());
          // After all that could fold a pointer or an initialiser into a constant.
          MPM.addPass(Reporting<RefusePass>(Options));
          // After the last inliner; before functions lose their C++ names.
          MPM.addPass(Reporting<CheckCallsPass>(Options));
          // After the last pass that looks into functions from their calls.
          MPM.addPass(RestoreLinkagePass());
          // After unrolling, and after all that picks the variable a loop ends by.
          MPM.addPass(createModuleToFunctionPassAdaptor(LoopCounterPass()));
          // Before what asks where a counter starts, and what it steps to.
          MPM.addPass(createModuleToFunctionPassAdaptor(EqualNumberPass()));
          MPM.addPass(createModuleToFunctionPassAdaptor(TwinCounterPass()));
          MPM.addPass(createModuleToFunctionPassAdaptor(CountdownPass()));
          // After all that could move an access.
          if (Options.Coro)
            MPM.addPass(Reporting<PublishedPass>(Options));
          // After all that would use the ranges they hide.
          MPM.addPass(createModuleToFunctionPassAdaptor(RemainderRangePass()));
          MPM.addPass(createModuleToFunctionPassAdaptor(IndexRangePass()));
          MPM.addPass(createModuleToFunctionPassAdaptor(StackIndexPass()));
          MPM.addPass(createModuleToFunctionPassAdaptor(PacketPointerPass()));
          MPM.addPass(createModuleToFunctionPassAdaptor(PointerSelectPass()));
          // After the backend's early passes, which make CO-RE's relocations.
          MPM.addPass(KernelNamesPass());
          // Before types lose what BTF cannot say.
          MPM.addPass(BTFTypeTagsPass());
          // After the last pass that reads types, before the backend writes BTF.
          MPM.addPass(BTFLegalizePass());
        });
  }
  PB.registerPipelineParsingCallback([Options](StringRef Name, ModulePassManager &MPM,
                                               ArrayRef<PassBuilder::PipelineElement>) {
    if (Name == "flexnet-helper-arguments")
      MPM.addPass(createModuleToFunctionPassAdaptor(HelperArgumentsPass()));
    else if (Name == "flexnet-linkage")
      MPM.addPass(LinkagePass());
    else if (Name == "flexnet-restore-linkage")
      MPM.addPass(RestoreLinkagePass());
    else if (Name == "flexnet-inline-calls")
      MPM.addPass(InlineCallsPass());
    else if (Name == "flexnet-copy-arguments")
      MPM.addPass(CopyArgumentsPass());
    else if (Name == "flexnet-refuse")
      MPM.addPass(Reporting<RefusePass>(Options));
    else if (Name == "flexnet-check-calls")
      MPM.addPass(Reporting<CheckCallsPass>(Options));
    else if (Name == "flexnet-atomic-access")
      MPM.addPass(createModuleToFunctionPassAdaptor(AtomicAccessPass()));
    else if (Name == "flexnet-wide-multiply")
      MPM.addPass(createModuleToFunctionPassAdaptor(WideMultiplyPass()));
    else if (Name == "flexnet-loop-counter")
      MPM.addPass(createModuleToFunctionPassAdaptor(LoopCounterPass()));
    else if (Name == "flexnet-address-argument")
      MPM.addPass(AddressArgumentPass());
    else if (Name == "flexnet-returned-argument")
      MPM.addPass(ReturnedArgumentPass());
    else if (Name == "flexnet-packet-pointer")
      MPM.addPass(createModuleToFunctionPassAdaptor(PacketPointerPass()));
    else if (Name == "flexnet-pointer-select")
      MPM.addPass(createModuleToFunctionPassAdaptor(PointerSelectPass()));
    else if (Name == "flexnet-equal-number")
      MPM.addPass(createModuleToFunctionPassAdaptor(EqualNumberPass()));
    else if (Name == "flexnet-twin-counter")
      MPM.addPass(createModuleToFunctionPassAdaptor(TwinCounterPass()));
    else if (Name == "flexnet-countdown")
      MPM.addPass(createModuleToFunctionPassAdaptor(CountdownPass()));
    else if (Name == "flexnet-index-range")
      MPM.addPass(createModuleToFunctionPassAdaptor(IndexRangePass()));
    else if (Name == "flexnet-remainder-range")
      MPM.addPass(createModuleToFunctionPassAdaptor(RemainderRangePass()));
    else if (Name == "flexnet-signed-division")
      MPM.addPass(createModuleToFunctionPassAdaptor(SignedDivisionPass()));
    else if (Name == "flexnet-stack-index")
      MPM.addPass(createModuleToFunctionPassAdaptor(StackIndexPass()));
    else if (Name == "flexnet-published")
      MPM.addPass(Reporting<PublishedPass>(Options));
    else if (Name == "flexnet-typestate")
      MPM.addPass(Reporting<TypestatePass>(Options));
    else if (Name == "flexnet-coro-split")
      MPM.addPass(CoroSplitStep(Options));
    else if (Name == "flexnet-kernel-names")
      MPM.addPass(KernelNamesPass());
    else if (Name == "flexnet-btf-type-tags")
      MPM.addPass(BTFTypeTagsPass());
    else if (Name == "flexnet-btf-legalize")
      MPM.addPass(BTFLegalizePass());
    else
      return false;
    return true;
  });
}
