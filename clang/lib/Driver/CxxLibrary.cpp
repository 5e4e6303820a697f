// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Asks clang's driver for the command that would compile C++ for this machine, and takes
// the header folders from it. Nothing else knows what a GCC installation looks like on
// every distribution, and what each of the options below does to the folders.

#include "clang/FlexNet/CxxLibrary.h"
#include "Config.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Driver/Compilation.h"
#include "clang/Driver/Driver.h"
#include "clang/Driver/Job.h"
#include "clang/Options/Options.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/TargetParser/Host.h"

using namespace clang;
using namespace clang::flexnet;
using namespace llvm;
using namespace llvm::opt;

/// What the user may write to have other folders.
static const options::ID Selecting[] = {
    options::OPT__sysroot_EQ,        options::OPT__sysroot,
    options::OPT_isysroot,           options::OPT_nostdinc,
    options::OPT_nostdincxx,         options::OPT_nostdlibinc,
    options::OPT_nobuiltininc,       options::OPT_stdlib_EQ,
    options::OPT_stdlibxx_isystem,   options::OPT_gcc_toolchain,
    options::OPT_gcc_install_dir_EQ, options::OPT_gcc_triple_EQ,
    options::OPT_resource_dir,       options::OPT_resource_dir_EQ,
};

static ArgStringList selectingArguments(const InputArgList &Parsed) {
  ArgStringList Result;
  for (const Arg *A : Parsed)
    if (any_of(Selecting, [&](options::ID Option) { return A->getOption().matches(Option); }))
      A->render(Parsed, Result);
  return Result;
}

SmallVector<std::string, 24> flexnet::libraryArguments(ArrayRef<const char *> Args) {
  // What is wrong with these options is said by the driver proper.
  DiagnosticOptions DiagOpts;
  DiagnosticsEngine Quiet(DiagnosticIDs::create(), DiagOpts, new IgnoringDiagConsumer);
  driver::Driver D(FLEXNET_STOCK_CLANG, sys::getDefaultTargetTriple(), Quiet);
  bool Error;
  InputArgList Parsed = D.ParseArgStrings(Args.drop_front(), /*UseDriverMode=*/true, Error);

  SmallVector<const char *, 16> ForHost = {FLEXNET_STOCK_CLANG, "-fsyntax-only"};
  append_range(ForHost, selectingArguments(Parsed));
  ForHost.append({"-x", "c++", "-"});
  std::unique_ptr<driver::Compilation> C(D.BuildCompilation(ForHost));
  SmallVector<std::string, 24> Result;
  if (!C)
    return Result;
  for (const driver::Command &Job : C->getJobs()) {
    ArrayRef<const char *> JobArgs = Job.getArguments();
    for (size_t I = 0; I + 1 < JobArgs.size(); ++I)
      if (StringRef A = JobArgs[I]; A == "-internal-isystem" || A == "-internal-externc-isystem")
        Result.append({A.str(), JobArgs[++I]});
  }
  // Clang predefines it for C++ on Linux: libstdc++ was configured with what it declares.
  Result.append({"-D", "_GNU_SOURCE=1"});
  return Result;
}
