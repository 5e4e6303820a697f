// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Clang knows groups of warnings of its own only. Its levels, of the command line and of
// pragmas, are levels of ids, though, and a custom message has one. So each of our groups is
// an id that is never reported: it is only asked which level it has at a place. Options for
// all warnings, such as -Werror, hold only for ids that are in a group: they are in one of
// clang's that is empty. What is reported is in none, and so has just that level.

#include "clang/FlexNet/Diagnostics.h"
#include "clang/Basic/DiagnosticCategories.h"

using namespace clang;
using namespace clang::flexnet;

using Level = DiagnosticsEngine::Level;

namespace {
struct Row {
  Level L;
  StringRef Slug, Text;
};
} // namespace

static constexpr llvm::StringLiteral All = "flexnet";

/// What a message of a pass is reported as: with its place and its text.
static constexpr llvm::StringLiteral OfPass = "%0%1";

static constexpr Row Table[] = {
#define MESSAGE(ID, LEVEL, SLUG, TEXT) {Level::LEVEL, SLUG, TEXT},
#include "clang/FlexNet/Diagnostics.def"
#define MESSAGE(ID, LEVEL, SLUG, TEXT) {Level::LEVEL, SLUG, OfPass},
#include "llvm/FlexNet/Messages.def"
};

static const Row &rowOf(Message M) { return Table[static_cast<size_t>(M)]; }

/// The id that has the level of a group of warnings.
static unsigned idOfGroup(StringRef Slug, DiagnosticsEngine &Diags) {
  return Diags.getDiagnosticIDs()->getCustomDiagID(DiagnosticIDs::CustomDiagDesc(
      diag::Severity::Warning, Slug.str(), DiagnosticIDs::CLASS_WARNING,
      /*ShowInSystemHeader=*/false, /*ShowInSystemMacro=*/false, diag::Group::FutureCompat));
}

/// The text of R as it is reported with level L.
static std::string textOf(const Row &R, Level L, const DiagnosticsEngine &Diags) {
  if (R.Slug.empty() || !Diags.getDiagnosticOptions().ShowOptionNames)
    return R.Text.str();
  StringRef Option = R.L != Level::Warning ? " [" : L == Level::Warning ? " [-W" : " [-Werror,-W";
  return (R.Text + Option + All + "-" + R.Slug + "]").str();
}

static DiagnosticBuilder reportRow(DiagnosticsEngine &Diags, SourceLocation Loc, const Row &R) {
  Level L = R.L;
  if (L == Level::Warning) {
    unsigned Group = idOfGroup(R.Slug, Diags);
    L = Diags.getDiagnosticLevel(Group, Loc);
    if (L == Level::Ignored)
      return Diags.Report(Loc, Group); // says nothing, nor do the notes that follow
  }
  return Diags.Report(Loc, Diags.getDiagnosticIDs()->getCustomDiagID(
                               static_cast<DiagnosticIDs::Level>(L), textOf(R, L, Diags)));
}

std::string flexnet::textOf(Message M, const DiagnosticsEngine &Diags) {
  return ::textOf(rowOf(M), rowOf(M).L, Diags);
}

DiagnosticBuilder flexnet::report(DiagnosticsEngine &Diags, SourceLocation Loc, Message M) {
  return reportRow(Diags, Loc, rowOf(M));
}

DiagnosticBuilder flexnet::reportOfPass(DiagnosticsEngine &Diags, SourceLocation Loc, Level L,
                                        StringRef Slug) {
  return reportRow(Diags, Loc, {L, Slug, OfPass});
}

SmallVector<unsigned, 8> flexnet::warningsIn(StringRef Group, DiagnosticsEngine &Diags) {
  bool IsAll = Group == All;
  if (!IsAll && !(Group.consume_front(All) && Group.consume_front("-")))
    return {};
  SmallVector<unsigned, 8> Result;
  for (const Row &R : Table)
    if (R.L == Level::Warning && (IsAll || R.Slug == Group))
      Result.push_back(idOfGroup(R.Slug, Diags));
  return Result;
}

std::string flexnet::nearestGroup(StringRef Group) {
  std::string Result;
  unsigned Least = Group.size() / 3 + 1; // as clang guesses
  for (const Row &R : Table) {
    std::string Name = ("flexnet-" + R.Slug).str();
    if (R.L != Level::Warning)
      continue;
    if (unsigned D = Group.edit_distance(Name, /*AllowReplacements=*/true, Least); D < Least) {
      Least = D;
      Result = Name;
    }
  }
  return Result;
}
