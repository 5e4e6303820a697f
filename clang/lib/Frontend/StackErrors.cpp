// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The backend reports every access beyond the stack, and then the size that the function needs: of
// a function in the source at its name, of a program that FlexNet makes as a text. A program that
// resumes coroutines needs stack for what they keep, so that is said at the executor.

#include "StackErrors.h"

#include "clang/Basic/DiagnosticFrontend.h"
#include "clang/Basic/FileManager.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/Lexer.h"
#include "llvm/FlexNet/Refuse.h"
#include "llvm/Support/Regex.h"

using namespace clang;
using namespace clang::flexnet;

static std::string formatted(const Diagnostic &Info, StringRef Format) {
  SmallString<128> Text;
  Info.FormatDiagnostic(Format.begin(), Format.end(), Text);
  return Text.str().str();
}

static unsigned numberIn(StringRef Text) {
  unsigned Number = 0;
  Text.getAsInteger(10, Number);
  return Number;
}

bool StackErrors::take(const Diagnostic &Info) {
  switch (Info.getID()) {
  case diag::err_fe_backend_unsupported:
    if (!llvm::flexnet::stackLimit() ||
        !StringRef(formatted(Info, "%0")).contains("BPF stack limit"))
      return false;
    CI.getDiagnostics().setErrorLimit(0); // these do not count
    BeyondStack = Info.getLocation();
    return true;
  case diag::warn_fe_frame_larger_than:
    Functions.push_back({formatted(Info, "%2"), numberIn(formatted(Info, "%0")),
                         numberIn(formatted(Info, "%1")), Info.getLocation(), false});
    return true;
  case diag::warn_fe_backend_frame_larger_than: {
    static const llvm::Regex Format(
        "^(.*):([0-9]+):[0-9]+: stack frame size \\(([0-9]+)\\) exceeds "
        "limit \\(([0-9]+)\\) in function '(.*)'");
    SmallVector<StringRef, 6> Parts;
    std::string Text = formatted(Info, "%0");
    if (!Format.match(Text, &Parts))
      return false;
    OptionalFileEntryRef File = CI.getFileManager().getOptionalFileRef(Parts[1]);
    SourceLocation Loc =
        File ? CI.getSourceManager().translateFileLineCol(*File, numberIn(Parts[2]), 1)
             : SourceLocation();
    Functions.push_back({Parts[5].str(), numberIn(Parts[3]), numberIn(Parts[4]), Loc, true});
    return true;
  }
  default:
    return false;
  }
}

/// The first SEC("flexnet/executor") of the main file; the AST has been freed for the backend.
static SourceLocation findExecutor(CompilerInstance &CI) {
  const SourceManager &SM = CI.getSourceManager();
  FileID Main = SM.getMainFileID();
  Lexer Tokens(Main, SM.getBufferOrFake(Main), SM, CI.getLangOpts());
  Token T;
  while (!Tokens.LexFromRawLexer(T))
    if (T.is(tok::string_literal) &&
        StringRef(T.getLiteralData(), T.getLength()) == "\"flexnet/executor\"")
      return T.getLocation();
  return {};
}

void StackErrors::report() {
  DiagnosticsEngine &Diags = CI.getDiagnostics();
  if (Functions.empty() && BeyondStack)
    flexnet::report(Diags, *BeyondStack, Message::StackExceeded);
  SourceLocation Executor = Functions.empty() ? SourceLocation() : findExecutor(CI);
  const SourceManager &SM = CI.getSourceManager();
  const Function *Resumes = nullptr; // the one that needs most
  for (const Function &F : Functions) {
    bool Resuming = Executor.isValid() &&
                    (F.IsMade || SM.isInSystemHeader(F.Loc) ||
                     SM.getSpellingLineNumber(F.Loc) == SM.getSpellingLineNumber(Executor));
    if (!Resuming)
      flexnet::report(Diags, F.Loc, Message::StackTooLarge) << F.Size << F.Limit << F.Name;
    else if (!Resumes || Resumes->Size < F.Size)
      Resumes = &F;
  }
  if (Resumes)
    flexnet::report(Diags, Executor, Message::StackOfResumption) << Resumes->Size << Resumes->Limit;
  Functions.clear();
  BeyondStack.reset();
}
