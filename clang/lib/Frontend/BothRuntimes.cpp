// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// -fflexnet-runtime=both: the source is compiled once for each runtime, and the object for the kernel
// runtime becomes a section of the other, FLEXNET_KERNEL_SECTION, which libbpf and the kernel leave
// alone. The loader takes the one that the machine can run.

#include "clang/Basic/DiagnosticDriver.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/FlexNet/Frontend.h"
#include "clang/FlexNet/Options.h"
#include "clang/Frontend/CompilerInstance.h"
#include "flexnet/kernel_runtime.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
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

/// The same compilation, with another output. What it would warn of, the other does.
static std::unique_ptr<CompilerInstance> twinOf(const CompilerInvocation &AsGiven,
                                                StringRef Output) {
  auto Invocation = std::make_shared<CompilerInvocation>(AsGiven);
  Invocation->getFrontendOpts().OutputFile = Output;
  Invocation->getDependencyOutputOpts() = DependencyOutputOptions();
  Invocation->getDiagnosticOpts().IgnoreWarnings = true;
  auto Twin = std::make_unique<CompilerInstance>(std::move(Invocation));
  Twin->createVirtualFileSystem();
  Twin->createDiagnostics();
  return Twin;
}

bool clang::flexnet::compileForBoth(CompilerInstance &CI, const CompilerInvocation &AsGiven,
                                    Options O, StringRef Modules) {
  FrontendOptions &Opts = CI.getFrontendOpts();
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
  std::unique_ptr<CompilerInstance> Twin = twinOf(AsGiven, Path);
  O.Kernel = true;
  O.Report.clear();
  usePrebuiltModules(*Twin, Modules);
  setUp(*Twin, O);
  bool Ok = execute(*Twin);
  Opts.LLVMArgs.clear(); // were read
  Twin.reset();
  if (!Ok)
    return false;
  std::shared_ptr<MemoryBuffer> Object = cantFail(errorOrToExpected(MemoryBuffer::getFile(Path)));
  CI.getCodeGenOpts().PassBuilderCallbacks.push_back([Object](PassBuilder &PB) {
    PB.registerPipelineStartEPCallback([Object](ModulePassManager &MPM, OptimizationLevel) {
      MPM.addPass(EmbedPass(Object));
    });
  });
  return true;
}
