// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// cc1 as clang 22 runs it, set up for FlexNet if -fflexnet-* options ask for it.

#include "Config.h"
#include "Tools.h"
#include "clang/Basic/DiagnosticFrontend.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/FlexNet/Frontend.h"
#include "clang/FlexNet/Options.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/TextDiagnosticBuffer.h"
#include "clang/Frontend/Utils.h"
#include "clang/FrontendTool/Utils.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/Support/BuryPointer.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/TimeProfiler.h"
#include "llvm/Support/Timer.h"

#include <unistd.h>

using namespace clang;
using namespace llvm;

/// Ends after an error of the user's that the backend has stumbled over, without what
/// Process::Exit() would make of it: the report of a crash.
[[noreturn]] static void exitAfterError() {
  sys::RunInterruptHandlers(); // removes unfinished output
  _exit(1);
}

/// "Cannot select: 0x5560: i64,ch = AtomicLoadNand<...> ...\nIn function: f" as
/// "AtomicLoadNand in function 'f'".
static std::string shortenCannotSelect(StringRef Reason) {
  StringRef Operation = Reason.split(" = ").second;
  Operation = Operation.take_until([](char C) { return C == '<' || C == ' '; });
  StringRef Function = Reason.split("In function: ").second;
  return (Operation + " in function '" + demangle(Function) + "'").str();
}

/// For report_fatal_error(): an error message and, as in clang, an exit status that
/// makes the driver write a reproducer if the compiler is to blame.
static void reportFatalError(void *Opaque, const char *Reason, bool CompilersFault) {
  auto &Diags = *static_cast<DiagnosticsEngine *>(Opaque);
  if (StringRef(Reason).contains("Branch target out of insn range")) {
    clang::flexnet::report(Diags, clang::flexnet::Message::ProgramTooLong);
    exitAfterError();
  }
  if (Diags.hasErrorOccurred())
    exitAfterError();
  if (StringRef(Reason).starts_with("Cannot select")) {
    clang::flexnet::report(Diags, clang::flexnet::Message::BackendCannot)
        << shortenCannotSelect(Reason);
    exitAfterError();
  }
  Diags.Report(diag::err_fe_error_backend) << Reason;
  sys::RunInterruptHandlers(); // removes unfinished output
  sys::Process::Exit(CompilersFault ? 70 : 1);
}

static void writeTimeTrace(CompilerInstance &CI, StringRef Path) {
  SmallString<128> File(CI.getFrontendOpts().OutputFile);
  sys::path::replace_extension(File, "json");
  if (Path != "")
    File = Path;
  if (std::unique_ptr<raw_pwrite_stream> OS =
          CI.createOutputFile(File, /*Binary=*/false, /*RemoveFileOnSignal=*/false,
                              /*UseTemporary=*/false))
    timeTraceProfilerWrite(*OS);
  timeTraceProfilerCleanup();
}

static std::string ownPath() {
  static int Anchor;
  return sys::fs::getMainExecutable(nullptr, &Anchor);
}

/// Beside the headers: see headerArguments() in CxxMode.h.
static std::string modulesDirectory() {
  std::string Self = ownPath();
  SmallString<256> Path(sys::path::parent_path(sys::path::parent_path(Self)));
  sys::path::append(Path, "lib", "flexnet", "modules");
  return Path.str().str();
}

int cc1Main(ArrayRef<const char *> Argv) {
  InitializeAllTargets();
  InitializeAllTargetMCs();
  InitializeAllAsmPrinters();
  InitializeAllAsmParsers();

  // What is found before there is a printer waits here for it.
  auto *Early = new TextDiagnosticBuffer;
  DiagnosticOptions EarlyOpts;
  DiagnosticsEngine EarlyDiags(DiagnosticIDs::create(), EarlyOpts, Early);

  SmallVector<const char *, 128> Args(Argv);
  clang::flexnet::Options FlexNet = clang::flexnet::takeOptions(Args, EarlyDiags);
  auto Invocation = std::make_shared<CompilerInvocation>();
  bool Ok = CompilerInvocation::CreateFromArgs(*Invocation, Args, EarlyDiags, FLEXNET_STOCK_CLANG);
  Ok &= !EarlyDiags.hasErrorOccurred();

  auto CI = std::make_unique<CompilerInstance>(std::move(Invocation));
  if (CI->getHeaderSearchOpts().ResourceDir.empty())
    CI->getHeaderSearchOpts().ResourceDir = GetResourcesPath(FLEXNET_STOCK_CLANG);
  CI->createVirtualFileSystem(vfs::getRealFileSystem(), Early);
  CI->createDiagnostics();
  Early->FlushDiagnostics(CI->getDiagnostics());
  if (!Ok) {
    CI->getDiagnosticClient().finish();
    return 1;
  }
  const FrontendOptions &Opts = CI->getFrontendOpts();
  bool TimeTrace = !Opts.TimeTracePath.empty();
  if (TimeTrace)
    timeTraceProfilerInitialize(Opts.TimeTraceGranularity, "clang", Opts.TimeTraceVerbose);

  if (CI->getCodeGenOpts().TimePasses)
    CI->createFrontendTimer();

  install_fatal_error_handler(reportFatalError, &CI->getDiagnostics());
  const CompilerInvocation AsGiven(CI->getInvocation());
  if (FlexNet.any()) // before setUp(): it looks at the user's macros only
    clang::flexnet::usePrebuiltModules(*CI, modulesDirectory());
  clang::flexnet::setUp(*CI, FlexNet);
  {
    TimeTraceScope Whole("ExecuteCompiler");
    CrashRecoveryContext::Enable(); // the driver did if this is its process
    CrashRecoveryContext Recovery;
    bool Ended = Recovery.RunSafely([&] {
      if (FlexNet.Both && !clang::flexnet::compileForBoth(*CI, AsGiven, FlexNet, ownPath()))
        Ok = false;
      else
        Ok = FlexNet.any() ? clang::flexnet::execute(*CI) : ExecuteCompilerInvocation(CI.get());
    });
    if (!Ended && CI->getDiagnostics().hasErrorOccurred())
      exitAfterError();
    if (!Ended)
      return Recovery.RetCode;
  }
  remove_fatal_error_handler();

  TimerGroup::printAll(errs());
  TimerGroup::clearAll();
  if (TimeTrace)
    writeTimeTrace(*CI, Opts.TimeTracePath);
  if (Opts.DisableFree)
    BuryPointer(std::move(CI));
  return Ok ? 0 : 1;
}
