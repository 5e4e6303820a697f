// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the attributes of typestates share: AttrTypestate.cpp has those of functions,
// AttrStateFacts.cpp those of the protocol itself.
#ifndef CLANG_FLEXNET_SEMA_TYPESTATE_H
#define CLANG_FLEXNET_SEMA_TYPESTATE_H

#include "Attributes.h"

namespace clang {
class EnumConstantDecl;
class EnumDecl;
class NamedDecl;

namespace flexnet {

/// A name between the parentheses of an attribute, as written and what it is. Null if nothing
/// of that name is known.
struct NamedArgument {
  std::string Written;
  const NamedDecl *Decl = nullptr;
};

/// What A names, `a::b, c`; nothing if there is anything else (TypestateArguments.cpp).
std::optional<SmallVector<NamedArgument, 2>> namedArguments(Sema &S, const ParsedAttr &A);

/// Puts Text on D, for llvm/lib/Transforms/Coroutines/TypestateTable.cpp to read.
void annotate(Sema &S, Decl &D, const ParsedAttr &A, const Twine &Text);

/// E, its states and what is said of them, as JSON (AttrStateFacts.cpp).
std::string describeProtocol(const EnumDecl &E);

} // namespace flexnet
} // namespace clang

#endif
