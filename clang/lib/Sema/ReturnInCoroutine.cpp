// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: a plain `return` in a coroutine becomes `co_return`.
//
// A coroutine that suspends late may return early:
//
//     if (!wanted(ctx))
//       return XDP_PASS;               // is this function a coroutine?
//     co_await queue_insert(ctx, idx); // yes
//
// so the parser would have to know what it has not read yet. Hence, when an outermost
// function body begins, its tokens are taken from the preprocessor to the end, after
// macros and conditionals, each function and lambda in it is examined, and the tokens
// are put back for the parser to read, with the `return`s of coroutines replaced. A
// function without co_await, co_yield or co_return is put back as it was.
//
// While the parser tries out a reading of an ambiguous declaration, its tokens cannot be
// replaced. No body of a named function is read that way, only lambdas in the initializer
// of some globals; there clang asks for `co_return`.

#include "FunctionScanner.h"
#include "clang/FlexNet/Checks.h"
#include "clang/Lex/Preprocessor.h"

using namespace clang;
using namespace clang::flexnet;
using namespace llvm;

namespace {
class ReturnRewriter {
public:
  explicit ReturnRewriter(Preprocessor &PP) : PP(PP) {}

  /// Called for each token that leaves the preprocessor for the first time.
  void see(Token &T) {
    if (Collecting || T.isAnnotation())
      return;
    bool IsFirst = BodyBegins;
    unsigned Before = Scanner.openBodies();
    SmallVector<unsigned, 8> Returns;
    Scanner.see(T.getKind(), 0, Returns);
    BodyBegins = Before == 0 && Scanner.openBodies() > 0;
    if (IsFirst && Scanner.openBodies() > 0 && T.isNot(tok::eof) && !PP.isBacktrackEnabled())
      takeBody(T);
  }

private:
  /// First is the first token after the body's `{`, where the parser waits for it.
  void takeBody(Token &First) {
    Collecting = true;
    SmallVector<Token, 256> Tokens;
    SmallVector<unsigned, 8> Returns;
    while (Scanner.openBodies() > 0 && (Tokens.empty() || Tokens.back().isNot(tok::eof))) {
      PP.Lex(Tokens.emplace_back());
      if (!Tokens.back().isAnnotation())
        Scanner.see(Tokens.back().getKind(), Tokens.size(), Returns);
    }
    for (unsigned Index : Returns)
      makeCoReturn(Index == 0 ? First : Tokens[Index - 1]);
    auto Stream = std::make_unique<Token[]>(Tokens.size());
    copy(Tokens, Stream.get());
    PP.EnterTokenStream(std::move(Stream), Tokens.size(), /*DisableMacroExpansion=*/true,
                        /*IsReinject=*/true);
    Collecting = false;
  }

  void makeCoReturn(Token &T) {
    T.setKind(tok::kw_co_return);
    T.setIdentifierInfo(PP.getIdentifierInfo("co_return"));
  }

  Preprocessor &PP;
  FunctionScanner Scanner;
  bool BodyBegins = false; ///< the last token was an outermost body's `{`
  bool Collecting = false;
};
} // namespace

void clang::flexnet::allowReturnInCoroutines(Preprocessor &PP) {
  PP.setTokenWatcher([Rewriter = ReturnRewriter(PP)](const Token &T) mutable {
    // The parser's own token, which it looks at after this.
    Rewriter.see(const_cast<Token &>(T));
  });
}
