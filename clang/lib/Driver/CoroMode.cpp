// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "clang/FlexNet/CoroMode.h"
#include "clang/Basic/LangStandard.h"
#include "clang/Driver/Compilation.h"
#include "clang/Driver/Driver.h"
#include "clang/Driver/ToolChain.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/Options/Options.h"
#include "llvm/Option/ArgList.h"

using namespace clang;
using namespace clang::flexnet;
using namespace llvm;
using namespace llvm::opt;

ArrayRef<const char *> flexnet::impliedByCoro() {
  static const char *const Implied[] = {
      "-g", // the passes place their messages by it
      // The function of BPF_PROG() is always inlined; that a coroutine is, after it was split,
      // changes nothing.
      "-Wno-always-inline-coroutine"};
  return Implied;
}

void flexnet::checkCoroCompilation(const driver::Compilation &C) {
  DiagnosticsEngine &Diags = C.getDriver().getDiags();
  const ArgList &Args = C.getArgs();
  const Triple &T = C.getDefaultToolChain().getTriple();
  if (T.getArch() == Triple::bpfeb)
    return void(report(Diags, Message::CoroNeedsLittleEndian) << T.str());

  if (const Arg *A = Args.getLastArg(options::OPT_g_Group))
    if (A->getOption().matches(options::OPT_g0) ||
        A->getOption().matches(options::OPT_gline_tables_only) ||
        A->getOption().matches(options::OPT_gline_directives_only))
      report(Diags, Message::CoroNeedsDebugInfo) << A->getAsString(Args);

  if (const Arg *A = Args.getLastArg(options::OPT_std_EQ)) {
    LangStandard::Kind K = LangStandard::getLangKind(A->getValue());
    if (K != LangStandard::lang_unspecified &&
        !LangStandard::getLangStandardForKind(K).isCPlusPlus20())
      report(Diags, Message::CoroNeedsCXX20) << A->getAsString(Args);
  }
}
