// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "clang/FlexNet/CoroMode.h"
#include "Config.h"
#include "clang/Basic/LangStandard.h"
#include "clang/Driver/Action.h"
#include "clang/Driver/Compilation.h"
#include "clang/Driver/Driver.h"
#include "clang/Driver/Job.h"
#include "clang/Driver/ToolChain.h"
#include "clang/Driver/Types.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/Options/Options.h"
#include "llvm/Option/ArgList.h"

using namespace clang;
using namespace clang::flexnet;
using namespace llvm;
using namespace llvm::opt;

ArrayRef<const char *> flexnet::impliedByCoro() {
  static const char *const Implied[] = {
      "-std=gnu++20",
      "-fno-exceptions",
      "-fno-rtti",
      "-fno-threadsafe-statics",
      "-g",
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

static void checkTarget(const driver::Compilation &C, DiagnosticsEngine &Diags) {
  const Triple &T = C.getDefaultToolChain().getTriple();
  if (T.getArch() == Triple::bpfeb)
    report(Diags, Message::CoroNeedsLittleEndian) << T.str();
  else if (T.getArch() != Triple::bpfel)
    report(Diags, Message::CoroNeedsBPF) << T.str();
}

static void checkArguments(const driver::Compilation &C, DiagnosticsEngine &Diags) {
  const ArgList &Args = C.getArgs();
  if (const Arg *A = Args.getLastArg(options::OPT_g_Group))
    if (A->getOption().matches(options::OPT_g0) ||
        A->getOption().matches(options::OPT_gline_tables_only) ||
        A->getOption().matches(options::OPT_gline_directives_only))
      report(Diags, Message::CoroNeedsDebugInfo) << A->getAsString(Args);

  if (const Arg *A = Args.getLastArg(options::OPT_O_Group))
    if (A->getOption().matches(options::OPT_O0) || StringRef(A->getValue()) == "0")
      report(Diags, Message::CoroNeedsOptimization) << A->getAsString(Args);

  if (const Arg *A = Args.getLastArg(options::OPT_std_EQ)) {
    LangStandard::Kind K = LangStandard::getLangKind(A->getValue());
    if (K != LangStandard::lang_unspecified &&
        !LangStandard::getLangStandardForKind(K).isCPlusPlus20())
      report(Diags, Message::CoroNeedsCXX20) << A->getAsString(Args);
  }
}

static bool isForCoroutines(driver::types::ID Type) {
  return driver::types::isCXX(Type) || driver::types::isLLVMIR(Type) ||
         Type == driver::types::TY_Asm || Type == driver::types::TY_PP_Asm ||
         Type == driver::types::TY_Object;
}

static void checkInputs(const driver::Compilation &C, DiagnosticsEngine &Diags) {
  for (const driver::Command &Job : C.getJobs()) {
    bool Links = isa<driver::LinkJobAction>(Job.getSource());
    for (const driver::InputInfo &Input : Job.getInputInfos())
      if (Links)
        return void(report(Diags, Message::CoroDoesNotLink) << Input.getBaseInput());
      else if (Input.isFilename() && !isForCoroutines(Input.getType()))
        report(Diags, Message::CoroNeedsCXX) << Input.getBaseInput();
  }
}

void flexnet::checkCoroCompilation(const driver::Compilation &C) {
  DiagnosticsEngine &Diags = C.getDriver().getDiags();
  // One mistake, one message: with another target the rest need not be a mistake.
  checkTarget(C, Diags);
  if (Diags.hasErrorOccurred())
    return;
  checkInputs(C, Diags);
  if (!Diags.hasErrorOccurred())
    checkArguments(C, Diags);
}

SmallVector<std::string, 8> flexnet::headerArguments(StringRef Prefix) {
  std::string Include = (Prefix + "/lib/flexnet/include").str();
  return {"-internal-isystem",         Include + "/std",       "-internal-isystem", Include,
          "-internal-externc-isystem", FLEXNET_ASM_INCLUDE_DIR};
}
