// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "clang/FlexNet/Frontend.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/FrontendTool/Utils.h"
#include "llvm/Support/BuryPointer.h"
#include "llvm/Support/CommandLine.h"

using namespace clang;

static void parseLLVMArguments(ArrayRef<std::string> Args) {
  SmallVector<const char *, 16> Argv = {"clang (LLVM option parsing)"};
  for (const std::string &A : Args)
    Argv.push_back(A.c_str());
  llvm::cl::ParseCommandLineOptions(Argv.size(), Argv.data());
}

bool flexnet::execute(CompilerInstance &CI) {
  const FrontendOptions &Opts = CI.getFrontendOpts();
  // Clang's own has no place to put an action around the one it makes.
  if (Opts.ShowHelp || Opts.ShowVersion || Opts.ProgramAction == frontend::RunAnalysis)
    return ExecuteCompilerInvocation(&CI);
  unsigned ErrorsBefore = CI.getDiagnostics().getNumErrors();
  CI.LoadRequestedPlugins();
  if (!Opts.LLVMArgs.empty())
    parseLLVMArguments(Opts.LLVMArgs);
  if (CI.getDiagnostics().getNumErrors() != ErrorsBefore)
    return false;
  std::unique_ptr<FrontendAction> Action = CreateFrontendAction(CI);
  if (!Action)
    return false;
  Action = withArenaObjects(std::move(Action));
  bool Ok = CI.ExecuteAction(*Action);
  if (Opts.DisableFree)
    llvm::BuryPointer(std::move(Action));
  return Ok;
}
