// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Clang knows no `flexnet::queues`: which header has it, if that was not included.

#include "clang/Basic/DiagnosticParse.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/FlexNet/Frontend.h"
#include "clang/Lex/Preprocessor.h"

using namespace clang;

namespace {
struct Row {
  StringRef Name, Header;
};
} // namespace

static constexpr Row Table[] = {
#define NAME(NAME, HEADER) {NAME, HEADER},
#include "clang/FlexNet/HeaderNames.def"
};

/// An argument of a message without its quotes: 'queues', namespace 'flexnet'.
static std::string argument(const Diagnostic &Info, StringRef Which) {
  SmallString<64> Text;
  Info.FormatDiagnostic(Which.begin(), Which.end(), Text);
  return StringRef(Text).split('\'').second.split('\'').first.str();
}

/// The name that clang does not know, with the namespace it was looked for in.
static std::string unknownName(const Diagnostic &Info) {
  switch (Info.getID()) {
  case diag::err_unknown_typename:
  case diag::err_undeclared_var_use:
  case diag::err_undeclared_use:
  case diag::err_no_template:
    return argument(Info, "%0");
  case diag::err_no_member:
  case diag::err_no_member_template:
  case diag::err_typename_nested_not_found:
    return argument(Info, "%1") + "::" + argument(Info, "%0");
  default:
    return {};
  }
}

static bool isDefined(StringRef Macro, const Preprocessor &PP) {
  return PP.getIdentifierInfo(Macro)->hasMacroDefinition();
}

/// By the macro that keeps its text from being read twice.
static bool isIncluded(StringRef Header, const Preprocessor &PP) {
  std::string Guard = Header.upper();
  for (char &C : Guard)
    if (C == '/' || C == '.')
      C = '_';
  return isDefined(Guard, PP);
}

std::optional<flexnet::MissingHeader> flexnet::missingHeader(const Diagnostic &Info,
                                                             const Preprocessor &PP) {
  std::string Name = unknownName(Info);
  if (Name == "flexnet") // of which every header has a part
    return MissingHeader{Name, isDefined("__FLEXNET_CORO__", PP) ? "flexnet/flexnet.h"
                                                                 : "flexnet/bpf.hpp"};
  const Row *Found = llvm::find_if(Table, [&](const Row &R) { return R.Name == Name; });
  if (Found == std::end(Table) || isIncluded(Found->Header, PP))
    return std::nullopt;
  return MissingHeader{Name, Found->Header};
}
