// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "clang/FlexNet/Diagnostics.h"

using namespace clang;
using namespace clang::flexnet;

StringRef flexnet::textOf(Message M) {
  switch (M) {
#define MESSAGE(ID, LEVEL, TEXT)                                                                   \
  case Message::ID:                                                                                \
    return TEXT;
#include "clang/FlexNet/Diagnostics.def"
  }
  llvm_unreachable("message without a row");
}

DiagnosticBuilder flexnet::report(DiagnosticsEngine &Diags, SourceLocation Loc, Message M) {
  switch (M) {
#define MESSAGE(ID, LEVEL, TEXT)                                                                   \
  case Message::ID:                                                                                \
    return Diags.Report(Loc, Diags.getCustomDiagID(DiagnosticsEngine::LEVEL, TEXT));
#include "clang/FlexNet/Diagnostics.def"
  }
  llvm_unreachable("message without a row");
}
