// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_SEMA_FUNCTIONSCANNER_H
#define FLEXNET_SEMA_FUNCTIONSCANNER_H

#include "clang/Basic/TokenKinds.h"
#include "llvm/ADT/SmallVector.h"

namespace clang::flexnet {

/// Finds function and lambda bodies in a sequence of preprocessed tokens, without
/// looking up names: what a `{` opens is told from the tokens in front of it.
class FunctionScanner {
public:
  /// Takes the next token. If it closes the body of a coroutine, the indices of that
  /// body's own `return`s are appended to Returns.
  void see(tok::TokenKind Token, unsigned Index, llvm::SmallVectorImpl<unsigned> &Returns);

  /// Bodies that are open now, outermost first: a body in a local class or lambda counts.
  unsigned openBodies() const { return OpenBodies; }

private:
  enum class Region {
    Scope,      ///< namespace, class, or the file
    Body,       ///< of a function or lambda
    Block,      ///< braces of a statement
    Expression, ///< parentheses, brackets, template arguments, an initializer
  };

  /// An open bracket. Head is what stands before the next `{`, since the last `;`;
  /// brackets that are closed again count as one item, the opening bracket.
  struct Frame {
    tok::TokenKind Open = tok::unknown;
    Region Kind = Region::Scope;
    llvm::SmallVector<tok::TokenKind, 16> Head;
    bool IsCoroutine = false;
    llvm::SmallVector<unsigned, 4> Returns;
  };

  void open(tok::TokenKind Token);
  void close(llvm::SmallVectorImpl<unsigned> &Returns);
  Region classifyBrace() const;
  Frame *ownBody();

  llvm::SmallVector<Frame, 16> Frames{Frame()};
  unsigned OpenBodies = 0;
};

} // namespace clang::flexnet

#endif
