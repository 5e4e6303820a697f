// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What stands between the parentheses of an attribute.
//
// Clang parses it for `__attribute__((x("text")))`. For `[[flexnet::x("text")]]` it looks
// into its own table only, not at plugins' attributes, and skips what is in the parentheses
// of the others: here they are read again from the source.

#include "Attributes.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/Basic/SourceManager.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/LiteralSupport.h"
#include "clang/Sema/Sema.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using flexnet::Message;
using flexnet::Texts;

/// The place in the file where A begins, with its scope if that is written.
static std::pair<FileID, unsigned> placeOf(Sema &S, const ParsedAttr &A) {
  const SourceManager &SM = S.getSourceManager();
  return SM.getDecomposedLoc(SM.getSpellingLoc(A.getLoc()));
}

static void skipName(Lexer &Lex, const ParsedAttr &A) {
  Token T;
  Lex.LexFromRawLexer(T);
  if (!A.hasScope() || T.isNot(tok::raw_identifier) ||
      T.getRawIdentifier() == A.getAttrName()->getName())
    return;
  Lex.LexFromRawLexer(T); // `::` behind `flexnet`
  Lex.LexFromRawLexer(T);
}

SmallVector<Token, 8> flexnet::argumentTokens(Sema &S, const ParsedAttr &A) {
  const SourceManager &SM = S.getSourceManager();
  auto [File, Offset] = placeOf(S, A);
  StringRef Text = SM.getBufferData(File);
  Lexer Lex(SM.getLocForStartOfFile(File), S.getLangOpts(), Text.begin(), Text.begin() + Offset,
            Text.end());
  skipName(Lex, A);
  SmallVector<Token, 8> Result;
  Token T;
  Lex.LexFromRawLexer(T);
  if (T.isNot(tok::l_paren))
    return Result;
  Lex.LexFromRawLexer(T);
  for (unsigned Open = 1; T.isNot(tok::eof); Lex.LexFromRawLexer(T)) {
    Open += T.is(tok::l_paren);
    Open -= T.is(tok::r_paren);
    if (!Open)
      break;
    Result.push_back(T);
  }
  return Result;
}

/// The string literals, without quotes; nothing if there is anything else.
static std::optional<Texts> readFromSource(Sema &S, const ParsedAttr &A) {
  Texts Result;
  SmallVector<Token, 8> Tokens = flexnet::argumentTokens(S, A);
  for (ArrayRef<Token> Rest = Tokens; !Rest.empty();) {
    auto IsLiteral = [](const Token &T) { return T.is(tok::string_literal); };
    ArrayRef<Token> Literals = Rest.take_while(IsLiteral); // adjacent ones are one
    Rest = Rest.drop_front(Literals.size());
    if (Literals.empty() || (!Rest.empty() && Rest.front().isNot(tok::comma)))
      return std::nullopt;
    StringLiteralParser Parsed(Literals, S.getSourceManager(), S.getLangOpts(),
                               S.Context.getTargetInfo());
    if (Parsed.hadError || !Parsed.isOrdinary())
      return std::nullopt;
    Result.push_back(Parsed.GetString().str());
    if (!Rest.empty())
      Rest = Rest.drop_front();
  }
  return Result;
}

static std::optional<Texts> readParsed(Sema &S, const ParsedAttr &A) {
  Texts Result;
  for (unsigned I = 0; I != A.getNumArgs(); ++I) {
    const auto *L = A.isArgExpr(I)
                        ? dyn_cast<StringLiteral>(A.getArgAsExpr(I)->IgnoreParenCasts())
                        : nullptr;
    if (!L || !L->isOrdinary())
      return std::nullopt;
    Result.push_back(L->getString().str());
  }
  return Result;
}

std::optional<Texts> flexnet::attributeArguments(Sema &S, const ParsedAttr &A, unsigned Count) {
  DiagnosticsEngine &Diags = S.getDiagnostics();
  std::optional<Texts> Result =
      A.isStandardAttributeSyntax() ? readFromSource(S, A) : readParsed(S, A);
  if (!Result) {
    report(Diags, A.getLoc(), Message::TagNotText) << A << A.getRange();
    return std::nullopt;
  }
  if (Result->size() != Count) {
    Diags.Report(A.getLoc(), diag::err_attribute_wrong_number_arguments)
        << A << Count << A.getRange();
    return std::nullopt;
  }
  for (StringRef Text : *Result) {
    if (!Text.empty() && llvm::all_of(Text, llvm::isPrint))
      continue;
    report(Diags, A.getLoc(), Text.empty() ? Message::TagEmpty : Message::TagUnprintable)
        << A << A.getRange();
    return std::nullopt;
  }
  return Result;
}
