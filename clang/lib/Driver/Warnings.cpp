// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// -Wflexnet-*, which clang's table of warning groups does not have.

#include "clang/FlexNet/Warnings.h"
#include "clang/Basic/DiagnosticFrontend.h"
#include "clang/FlexNet/Diagnostics.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;
using namespace clang::flexnet;
using namespace llvm;

namespace {
struct WarningOption {
  bool Negative, Error;
  StringRef Group;
};

/// What the command line says of one warning.
struct Chosen {
  diag::Severity Severity = diag::Severity::Warning;
  bool NeverError = false; ///< also not by -Werror
};
} // namespace

static std::optional<WarningOption> parse(StringRef Arg) {
  WarningOption O;
  if (!Arg.consume_front("-W"))
    return std::nullopt;
  O.Negative = Arg.consume_front("no-");
  O.Error = Arg.consume_front("error=");
  O.Group = Arg;
  if (Arg != "flexnet" && !Arg.starts_with("flexnet-"))
    return std::nullopt;
  return O;
}

bool flexnet::isWarningOption(StringRef Arg) { return parse(Arg).has_value(); }

static void apply(const WarningOption &O, Chosen &C) {
  if (!O.Error)
    C.Severity = O.Negative ? diag::Severity::Ignored : std::max(C.Severity, diag::Severity::Warning);
  else if (!O.Negative)
    C = {diag::Severity::Error, false};
  else
    C = {std::min(C.Severity, diag::Severity::Warning), true};
}

void flexnet::setWarningLevels(ArrayRef<std::string> Options, DiagnosticsEngine &Diags,
                               SourceLocation Start) {
  MapVector<unsigned, Chosen> Levels;
  for (StringRef Arg : Options)
    for (unsigned ID : warningsIn(parse(Arg)->Group, Diags))
      apply(*parse(Arg), Levels[ID]);
  for (auto &[ID, C] : Levels)
    if (C.Severity != diag::Severity::Warning)
      Diags.setSeverity(ID, C.Severity, SourceLocation());
    else if (C.NeverError && Start.isValid()) // only what a pragma sets is safe from -Werror
      Diags.setSeverity(ID, C.Severity, Start);
}

void flexnet::checkWarningOptions(ArrayRef<std::string> Options, DiagnosticsEngine &Diags) {
  for (StringRef Arg : Options) {
    StringRef Group = parse(Arg)->Group;
    if (!warningsIn(Group, Diags).empty())
      continue;
    std::string Nearest = nearestGroup(Group);
    std::string Suggested = (Arg.drop_back(Group.size()) + Nearest).str();
    Diags.Report(diag::warn_unknown_diag_option)
        << /*warning, not remark*/ 0 << Arg << !Nearest.empty() << Suggested;
  }
}
