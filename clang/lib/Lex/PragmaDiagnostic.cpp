// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: `#pragma clang diagnostic ignored "-Wflexnet-..."` works as for clang's groups.
//
// Clang's handler of the pragma looks a group up in clang's table and warns of those that are
// not there. So, before it reads a pragma of ours, the levels are set, and its warning is
// ignored up to the end of the pragma. `push` and `pop` are clang's: they keep all levels.

#include "clang/Basic/DiagnosticLex.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/FlexNet/Warnings.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace llvm;

namespace {
class DiagnosticPragmas : public PPCallbacks {
public:
  explicit DiagnosticPragmas(Preprocessor &PP) : PP(PP) {}

  void PragmaDirective(SourceLocation, PragmaIntroducerKind) override {
    // The text behind `#pragma`, or of _Pragma("...").
    auto *Lex = static_cast<Lexer *>(PP.getCurrentLexer());
    if (!Lex) // __pragma
      return;
    StringRef Rest(Lex->getBufferLocation(), Lex->getBuffer().end() - Lex->getBufferLocation());
    StringRef Line = Rest.take_until([](char C) { return C == '\n'; });
    SmallVector<StringRef, 4> Words;
    SplitString(Line.split("//").first, Words, " \t\r");
    if (Words.size() != 4 || (Words[0] != "clang" && Words[0] != "GCC") ||
        Words[1] != "diagnostic" || !Words[3].consume_front("\"") || !Words[3].consume_back("\""))
      return;
    auto Severity = StringSwitch<std::optional<diag::Severity>>(Words[2])
                        .Case("ignored", diag::Severity::Ignored)
                        .Case("warning", diag::Severity::Warning)
                        .Case("error", diag::Severity::Error)
                        .Case("fatal", diag::Severity::Fatal)
                        .Default(std::nullopt);
    if (!Severity || !Words[3].consume_front("-W"))
      return;
    DiagnosticsEngine &Diags = PP.getDiagnostics();
    SmallVector<unsigned, 8> Warnings = clang::flexnet::warningsIn(Words[3], Diags);
    if (Warnings.empty())
      return;
    SourceLocation Begin = Lex->getSourceLocation();
    for (unsigned ID : Warnings)
      Diags.setSeverity(ID, *Severity, Begin);
    // At places that follow each other, or the levels that are kept would be changed.
    Diags.pushMappings(Begin);
    Diags.setSeverity(diag::warn_pragma_diagnostic_unknown_warning, diag::Severity::Ignored,
                      Begin.getLocWithOffset(1));
    Diags.popMappings(Begin.getLocWithOffset(Line.size()));
  }

private:
  Preprocessor &PP;
};
} // namespace

void clang::flexnet::allowDiagnosticPragmas(Preprocessor &PP) {
  PP.addPPCallbacks(std::make_unique<DiagnosticPragmas>(PP));
}
