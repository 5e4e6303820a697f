// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// FlexNet's clang. Without a -fflexnet-* option, and if it does not compile C++ for BPF, it
// runs the distribution's clang 22 in its place. Nothing less makes the same objects: clang
// 22 numbers BTF types in the order of heap addresses, so that even an unused -D changes them.
//
// Otherwise it is clang 22's driver with three differences:
//  - -fflexnet-* options, which clang's table of options does not have, are taken off
//    the command line and given to the cc1 jobs by -Xclang; -fflexnet-cxx and
//    -fflexnet-coro also bring headers and the options they imply;
//  - cc1 jobs run here (cc1_main.cpp), with FlexNet's checks and passes;
//  - what is looked up from the place of the driver (resource directory, linkers,
//    configuration files) is looked up from the place of clang 22.

#include "clang/Driver/Driver.h"
#include "Config.h"
#include "Tools.h"
#include "clang/Basic/DiagnosticDriver.h"
#include "clang/Driver/Compilation.h"
#include "clang/Driver/Job.h"
#include "clang/Driver/ToolChain.h"
#include "clang/FlexNet/CoroMode.h"
#include "clang/FlexNet/CxxLibrary.h"
#include "clang/FlexNet/CxxMode.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/FlexNet/Options.h"
#include "clang/FlexNet/Warnings.h"
#include "clang/Frontend/ChainedDiagnosticConsumer.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/SerializedDiagnosticPrinter.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Options/Options.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/StringSaver.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/Timer.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/TargetParser/Host.h"

using namespace clang;
using namespace clang::driver;
using namespace clang::flexnet;
using namespace llvm;

static std::string ownPath(const char *Argv0) {
  static int Anchor;
  return sys::fs::getMainExecutable(Argv0, &Anchor);
}

static int runCC1(SmallVectorImpl<const char *> &Argv) {
  cl::ResetAllOptionOccurrences();
  return cc1Main(ArrayRef(Argv).drop_front(2));
}

/// What the name of the program says (clang++, x86_64-linux-gnu-clang) as arguments.
static void addNameArguments(const ParsedClangName &Name, SmallVectorImpl<const char *> &Args,
                             StringSaver &Saver) {
  SmallVector<const char *, 3> Added;
  if (Name.TargetIsValid) {
    Added.push_back("-target");
    Added.push_back(Saver.save(Name.TargetPrefix).data());
  }
  if (Name.DriverMode)
    Added.push_back(Name.DriverMode);
  Args.insert(Args.begin() + 1, Added.begin(), Added.end());
}

/// What FlexNet adds to the command line, in front, so that what the user writes wins.
static void addFlexNetArguments(const Options &FlexNet, StringRef Self,
                                SmallVectorImpl<const char *> &Args, StringSaver &Saver) {
  SmallVector<const char *, 40> Added = {"--start-no-unused-arguments"};
  SmallVector<std::string, 12> ForCC1 = toArguments(FlexNet);
  if (FlexNet.any()) {
    append_range(Added, impliedByCxx());
    if (FlexNet.Coro)
      append_range(Added, impliedByCoro());
    append_range(ForCC1, headerArguments(sys::path::parent_path(sys::path::parent_path(Self))));
    append_range(ForCC1, libraryArguments(Args));
  }
  for (StringRef A : ForCC1)
    Added.append({"-Xclang", Saver.save(A).data()});
  Added.push_back("--end-no-unused-arguments");
  if (!ForCC1.empty())
    Args.insert(Args.begin() + 1, Added.begin(), Added.end());
}

static Driver::ReproLevel reproducerLevel(const Compilation &C) {
  using Level = Driver::ReproLevel;
  if (::getenv("FORCE_CLANG_DIAGNOSTICS_CRASH"))
    return Level::Always;
  const opt::Arg *A = C.getArgs().getLastArg(options::OPT_gen_reproducer_eq);
  return StringSwitch<Level>(A ? A->getValue() : "")
      .Case("off", Level::Off)
      .Case("error", Level::OnError)
      .Case("always", Level::Always)
      .Default(Level::OnCrash);
}

static int execute(Driver &D, Compilation &C) {
  using Status = Driver::CommandStatus;
  SmallVector<std::pair<int, const Command *>, 4> Failing;
  int Result = D.ExecuteCompilation(C, Failing);
  Status Worst = Status::Ok;
  const Command *Culprit = C.getJobs().empty() ? nullptr : &*C.getJobs().begin();
  for (auto [Code, Job] : Failing) {
    Result = Result ? Result : Code;
    Culprit = Job;
    bool Crashed = Code < 0 || Code == 70 || Code > 128; // 70: EX_SOFTWARE, > 128: a signal
    Worst = Crashed ? Status::Crash : Status::Error;
    if (Crashed)
      break;
  }
  if (Culprit && D.maybeGenerateCompilationDiagnostics(Worst, reproducerLevel(C), C, *Culprit))
    Result = Result ? Result : 1;
  return Result;
}

/// Clang's printer on stderr, and the file of --serialize-diagnostics if asked for.
static void addSerializer(DiagnosticsEngine &Diags, DiagnosticOptions &DiagOpts) {
  if (DiagOpts.DiagnosticSerializationFile.empty())
    return;
  auto File = serialized_diags::create(DiagOpts.DiagnosticSerializationFile, DiagOpts,
                                       /*MergeChildRecords=*/true);
  Diags.setClient(new ChainedDiagnosticConsumer(Diags.takeClient(), std::move(File)));
}

static bool asksForHelp(ArrayRef<const char *> Args) {
  return any_of(Args, [](StringRef A) {
    return A == "--help" || A == "-help" || A == "--help-hidden";
  });
}

static bool wantsHelp(const Compilation &C) {
  return C.getArgs().hasArg(options::OPT_help, options::OPT__help_hidden);
}

static void checkCompilation(const Compilation &C, const Options &FlexNet) {
  if (!FlexNet.any())
    return;
  if (StringRef(FlexNet.Report).contains(':') && C.getJobs().size() > 1)
    report(C.getDriver().getDiags(), Message::ReportOfSeveral) << FlexNet.Report;
  checkCxxCompilation(C, FlexNet.Coro ? "-fflexnet-coro" : "-fflexnet-cxx");
  if (FlexNet.Coro && !C.getDriver().getDiags().hasErrorOccurred())
    checkCoroCompilation(C);
}

static int driverMain(SmallVectorImpl<const char *> &Args, StringSaver &Saver) {
  std::string Self = ownPath(Args[0]);
  std::unique_ptr<DiagnosticOptions> DiagOpts = CreateAndPopulateDiagOpts(Args);
  auto *Printer = new TextDiagnosticPrinter(errs(), *DiagOpts);
  Printer->setPrefix("clang");
  DiagnosticsEngine Diags(DiagnosticIDs::create(), *DiagOpts, Printer);
  addSerializer(Diags, *DiagOpts);
  ProcessWarningOptions(Diags, *DiagOpts, *vfs::getRealFileSystem(), /*ReportDiags=*/false);

  Options FlexNet = takeOptions(Args, Diags);
  setWarningLevels(FlexNet.Warnings, Diags);
  FlexNet.Cxx = isCxxOn(FlexNet, Args, Diags);
  if (!FlexNet.any() && !FlexNet.Report.empty())
    report(Diags, Message::ReportWithoutObject) << "-fflexnet-report=" + FlexNet.Report;
  if (!FlexNet.any() && !Diags.hasErrorOccurred() && !asksForHelp(Args)) {
    Args.push_back(nullptr);
    return runStockClang(Args.data());
  }
  addFlexNetArguments(FlexNet, Self, Args, Saver);
  ParsedClangName Name = ToolChain::getTargetAndModeFromProgramName(Args[0]);
  addNameArguments(Name, Args, Saver);

  Driver D(FLEXNET_STOCK_CLANG, sys::getDefaultTargetTriple(), Diags);
  D.setTargetAndMode(Name);
  D.ClangExecutable = Self; // what jobs run; look-ups start from D.Dir
  bool InProcess = !::getenv("CLANG_SPAWN_CC1");
  for (StringRef A : ArrayRef(Args).drop_front())
    InProcess = A == "-fintegrated-cc1" || (InProcess && A != "-fno-integrated-cc1");
  if (InProcess) {
    D.CC1Main = runCC1;
    CrashRecoveryContext::Enable(); // a crash in a job must not take the driver along
  }

  std::unique_ptr<Compilation> C(D.BuildCompilation(Args));
  int Result = 1;
  if (C) {
    if (!Diags.hasErrorOccurred())
      checkCompilation(*C, FlexNet);
    if (!C->containsError() && !Diags.hasErrorOccurred())
      Result = execute(D, *C);
    if (wantsHelp(*C))
      printHelp(outs());
  }
  Diags.getClient()->finish();
  TimerGroup::printAll(errs());
  TimerGroup::clearAll();
  return Result;
}

static bool asksForFlexNet(ArrayRef<const char *> Args) {
  return any_of(Args, isFlexNetOption) || asksForHelp(Args) || mentionsBPF(Args);
}

int main(int Argc, char **Argv) {
  SmallVector<const char *, 256> Args(Argv, Argv + Argc);
  if (Args.empty())
    return 1;
  BumpPtrAllocator Allocator;
  StringSaver Saver(Allocator);
  bool CLMode = IsClangCL(getDriverMode(Args[0], ArrayRef(Args).drop_front()));
  Error Unreadable = expandResponseFiles(Args, CLMode, Allocator);
  if (errorToBool(std::move(Unreadable)) || !asksForFlexNet(Args))
    return runStockClang(Argv);

  InitLLVM Init(Argc, Argv);
  InitializeAllTargets();
  if (StringRef(Args[1]) == "-cc1")
    return runCC1(Args);
  StringSet<> Saved; // what is added lives here
  if (const char *Edits = ::getenv("CCC_OVERRIDE_OPTIONS"))
    applyOverrideOptions(Args, Edits, Saved, "CCC_OVERRIDE_OPTIONS", &errs());
  return driverMain(Args, Saver);
}
