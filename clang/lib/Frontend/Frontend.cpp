// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "clang/FlexNet/Frontend.h"
#include "clang/FlexNet/Options.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/FlexNet/Pipeline.h"

using namespace clang;

void flexnet::setUp(CompilerInstance &CI, const Options &O) {
  if (!O.Coro)
    return;
  CI.getPreprocessorOpts().addMacroDef("__FLEXNET_CORO__=1");
  if (O.Sojourn)
    CI.getPreprocessorOpts().addMacroDef("__FLEXNET_SOJOURN__=1");

  llvm::flexnet::PipelineOptions Passes;
  Passes.Coro = O.Coro;
  Passes.MaxFrame = O.MaxFrame;
  Passes.Report = diagnosticSink(CI);
  CI.getCodeGenOpts().PassBuilderCallbacks.push_back(
      [Passes](llvm::PassBuilder &PB) { llvm::flexnet::registerPasses(PB, Passes); });
}
