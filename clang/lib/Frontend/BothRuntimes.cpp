// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// -fflexnet-runtime=both: the source is compiled once for each runtime, and the object for the kernel
// runtime becomes a section of the other, FLEXNET_KERNEL_SECTION, which libbpf and the kernel leave
// alone. The loader takes the one that the machine can run. The first compilation is a process of its
// own, as those of several sources are: what LLVM keeps from one to the next is no worry then.

#include "clang/Basic/DiagnosticDriver.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/FlexNet/Frontend.h"
#include "clang/FlexNet/Options.h"
#include "clang/Frontend/CompilerInstance.h"
#include "flexnet/kernel_runtime.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/Program.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace clang;
using namespace llvm;

namespace {
class EmbedPass : public PassInfoMixin<EmbedPass> {
public:
  explicit EmbedPass(std::shared_ptr<MemoryBuffer> Object) : Object(std::move(Object)) {}
  PreservedAnalyses run(llvm::Module &M, ModuleAnalysisManager &) {
    embedBufferInModule(M, *Object, FLEXNET_KERNEL_SECTION, Align(8));
    return PreservedAnalyses::all();
  }

private:
  std::shared_ptr<MemoryBuffer> Object;
};
} // namespace

/// The arguments of the same compilation for the kernel runtime. What it would warn of, the other does.
static std::vector<std::string> twinOf(const CompilerInvocation &AsGiven,
                                       const clang::flexnet::Options &O, StringRef Output) {
  CompilerInvocation Twin(AsGiven);
  Twin.getFrontendOpts().OutputFile = Output;
  Twin.getDependencyOutputOpts() = DependencyOutputOptions();
  Twin.getDiagnosticOpts().IgnoreWarnings = true;
  clang::flexnet::Options Kernel = O;
  Kernel.Both = false;
  Kernel.Kernel = true;
  Kernel.Report.clear();
  std::vector<std::string> Args = Twin.getCC1CommandLine();
  append_range(Args, clang::flexnet::toArguments(Kernel));
  return Args;
}

bool clang::flexnet::compileForBoth(CompilerInstance &CI, const CompilerInvocation &AsGiven,
                                    const Options &O, StringRef Self) {
  const FrontendOptions &Opts = CI.getFrontendOpts();
  if (Opts.ProgramAction != frontend::EmitObj)
    return true;
  if (Opts.Inputs.front().isPreprocessed()) {
    report(CI.getDiagnostics(), Message::BothOfPreprocessed);
    return false;
  }
  SmallString<128> Path;
  if (std::error_code EC = sys::fs::createTemporaryFile("flexnet", "o", Path)) {
    CI.getDiagnostics().Report(diag::err_unable_to_make_temp) << EC.message();
    return false;
  }
  FileRemover Remover(Path);
  std::vector<std::string> Args = twinOf(AsGiven, O, Path);
  SmallVector<StringRef, 256> Argv{Self};
  append_range(Argv, Args);
  if (sys::ExecuteAndWait(Self, Argv) != 0) // which has said why
    return false;
  std::shared_ptr<MemoryBuffer> Object = cantFail(errorOrToExpected(MemoryBuffer::getFile(Path)));
  CI.getCodeGenOpts().PassBuilderCallbacks.push_back([Object](PassBuilder &PB) {
    PB.registerPipelineStartEPCallback([Object](ModulePassManager &MPM, OptimizationLevel) {
      MPM.addPass(EmbedPass(Object));
    });
  });
  return true;
}
