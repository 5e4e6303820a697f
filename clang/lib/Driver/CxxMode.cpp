// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "clang/FlexNet/CxxMode.h"
#include "Config.h"
#include "clang/Driver/Action.h"
#include "clang/Driver/Compilation.h"
#include "clang/Driver/Driver.h"
#include "clang/Driver/Job.h"
#include "clang/Driver/ToolChain.h"
#include "clang/Driver/Types.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/FlexNet/Options.h"
#include "clang/Options/Options.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace clang;
using namespace clang::flexnet;
using namespace llvm;
using namespace llvm::opt;

ArrayRef<const char *> flexnet::impliedByCxx() {
  static const char *const Implied[] = {
      "-std=gnu++20",
      "-fno-exceptions",
      "-fno-rtti",
      "-fno-threadsafe-statics",
      "-fstandalone-debug", // complete types, which BTF of maps and kfuncs needs
      "-O2",
      "-fno-jump-tables", // indirect jumps, which not every kernel and libbpf takes
      // Loop strength reduction steps a pointer beside the counter that was checked; the
      // verifier does not connect the two ("max value is outside of the allowed range").
      "-mllvm",
      "-disable-lsr",
  };
  return Implied;
}

static bool namesBPF(StringRef Target) { return Target.starts_with("bpf"); }

bool flexnet::mentionsBPF(ArrayRef<const char *> Args) {
  if (namesBPF(driver::ToolChain::getTargetAndModeFromProgramName(Args[0]).TargetPrefix))
    return true;
  for (size_t I = 1; I < Args.size(); ++I) {
    StringRef Arg = Args[I];
    bool Next = (Arg == "-target" || Arg == "--target") && I + 1 < Args.size();
    if ((Arg.consume_front("--target=") && namesBPF(Arg)) || (Next && namesBPF(Args[I + 1])))
      return true;
  }
  return false;
}

namespace {
/// The first input that is C++, and the first that is not. Empty: none.
struct Inputs {
  StringRef CXX, Other;
};
} // namespace

/// As the driver will type them. Driver::BuildInputs() needs a tool chain, and to make a
/// Compilation only for a look would print what --version and its like print.
static Inputs findInputs(const InputArgList &Args, bool CXXDriver) {
  using namespace driver;
  Inputs Found;
  types::ID Written = types::TY_INVALID; // by -x
  for (const Arg *A : Args) {
    if (A->getOption().matches(options::OPT_x))
      Written = types::lookupTypeForTypeSpecifier(A->getValue());
    if (A->getOption().getKind() != Option::InputClass)
      continue;
    StringRef Name = A->getValue();
    types::ID Type = Written;
    if (Type == types::TY_INVALID) {
      Type = types::lookupTypeForExtension(sys::path::extension(Name).ltrim('.'));
      Type = CXXDriver ? types::lookupCXXTypeForCType(Type) : Type;
    }
    StringRef &First = types::isCXX(Type) ? Found.CXX : Found.Other;
    First = First.empty() ? Name : First;
  }
  return Found;
}

bool flexnet::isCxxOn(const Options &O, ArrayRef<const char *> Args, DiagnosticsEngine &Diags) {
  if (O.Coro || O.Cxx)
    return O.any();
  // What is wrong with the command line is said once, by the driver proper.
  DiagnosticOptions DiagOpts;
  DiagnosticsEngine Quiet(DiagnosticIDs::create(), DiagOpts, new IgnoringDiagConsumer);
  driver::Driver D(FLEXNET_STOCK_CLANG, "", Quiet);
  bool Error;
  InputArgList Parsed = D.ParseArgStrings(Args.drop_front(), /*UseDriverMode=*/true, Error);
  StringRef Target = Parsed.getLastArgValue(
      options::OPT_target,
      driver::ToolChain::getTargetAndModeFromProgramName(Args[0]).TargetPrefix);
  if (!Triple(Target).isBPF())
    return false;
  bool CXXDriver = driver::getDriverMode(Args[0], Args.drop_front()) == "g++";
  Inputs Found = findInputs(Parsed, CXXDriver);
  if (!Found.CXX.empty() && !Found.Other.empty())
    report(Diags, Message::CxxOffForMixedInputs) << Found.CXX << Found.Other;
  return !Found.CXX.empty() && Found.Other.empty();
}

static bool isForCxx(driver::types::ID Type) {
  return driver::types::isCXX(Type) || driver::types::isLLVMIR(Type) ||
         Type == driver::types::TY_Asm || Type == driver::types::TY_PP_Asm ||
         Type == driver::types::TY_Object;
}

static void checkInputs(const driver::Compilation &C, StringRef Option, DiagnosticsEngine &Diags) {
  for (const driver::Command &Job : C.getJobs()) {
    bool Links = isa<driver::LinkJobAction>(Job.getSource());
    for (const driver::InputInfo &Input : Job.getInputInfos())
      if (Links)
        return void(report(Diags, Message::DoesNotLink) << Input.getBaseInput());
      else if (Input.isFilename() && !isForCxx(Input.getType()))
        report(Diags, Message::NeedsCXX) << Option << Input.getBaseInput();
  }
}

void flexnet::checkCxxCompilation(const driver::Compilation &C, StringRef Option) {
  DiagnosticsEngine &Diags = C.getDriver().getDiags();
  // One mistake, one message: with another target the rest need not be a mistake.
  const Triple &T = C.getDefaultToolChain().getTriple();
  if (!T.isBPF())
    return void(report(Diags, Message::NeedsBPF) << Option << T.str());
  checkInputs(C, Option, Diags);
  if (Diags.hasErrorOccurred())
    return;
  const ArgList &Args = C.getArgs();
  if (const Arg *A = Args.getLastArg(options::OPT_O_Group))
    if (A->getOption().matches(options::OPT_O0) || StringRef(A->getValue()) == "0")
      report(Diags, Message::NeedsOptimization) << Option << A->getAsString(Args);
}

SmallVector<std::string, 8> flexnet::headerArguments(StringRef Prefix) {
  std::string Include = (Prefix + "/lib/flexnet/include").str();
  return {"-internal-isystem", Include + "/std",
          "-internal-isystem", Include,
          "-internal-isystem", Include + "/libc"};
}
