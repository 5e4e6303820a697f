// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the names between an attribute's parentheses are: `[[flexnet::moves(stage::l2, l3)]]`.
//
// In brackets they are tokens (AttrArguments.cpp) and are looked up here, from where the
// attribute stands; in `__attribute__((flexnet_moves(stage::l2, l3)))` clang has done so.

#include "Typestate.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "clang/Lex/Token.h"
#include "clang/Sema/Lookup.h"
#include "clang/Sema/Sema.h"

using namespace clang;
using flexnet::NamedArgument;

/// Where the names behind `D::` are.
static DeclContext *scopeOf(NamedDecl &D) {
  if (auto *Alias = dyn_cast<NamespaceAliasDecl>(&D))
    return Alias->getNamespace();
  if (auto *Namespace = dyn_cast<NamespaceDecl>(&D))
    return Namespace;
  const Type *T = nullptr;
  if (auto *Typedef = dyn_cast<TypedefNameDecl>(&D))
    T = Typedef->getUnderlyingType().getTypePtr();
  TagDecl *Tag = T ? T->getAsTagDecl() : dyn_cast<TagDecl>(&D);
  if (!Tag)
    return nullptr;
  if (auto *R = dyn_cast<CXXRecordDecl>(Tag); R && R->isInjectedClassName())
    return R->getDeclContext(); // the class, seen from inside
  TagDecl *Definition = Tag->getDefinition();
  return Definition ? Definition : Tag->isBeingDefined() ? Tag : nullptr;
}

static const NamedDecl *lookUp(Sema &S, ArrayRef<StringRef> Path, bool IsGlobal,
                               SourceLocation Loc) {
  DeclContext *Scope = IsGlobal ? S.Context.getTranslationUnitDecl() : nullptr;
  NamedDecl *Found = nullptr;
  for (auto [I, Name] : llvm::enumerate(Path)) {
    bool IsLast = I + 1 == Path.size();
    LookupResult R(S, &S.Context.Idents.get(Name), Loc,
                   IsLast ? Sema::LookupOrdinaryName : Sema::LookupNestedNameSpecifierName);
    R.suppressDiagnostics();
    if (Scope)
      S.LookupQualifiedName(R, Scope);
    else
      S.LookupName(R, S.getCurScope());
    Found = R.getAsSingle<NamedDecl>();
    if (!Found || IsLast)
      return Found;
    Scope = scopeOf(*Found);
    if (!Scope)
      return nullptr;
  }
  return Found;
}

/// One name of Tokens, which it is taken from; nothing if there is none.
static std::optional<NamedArgument> takeName(Sema &S, ArrayRef<Token> &Tokens) {
  NamedArgument Result;
  SmallVector<StringRef, 4> Path;
  SourceLocation Loc = Tokens.front().getLocation();
  bool IsGlobal = Tokens.front().is(tok::coloncolon);
  bool WantsName = !IsGlobal;
  for (; !Tokens.empty() && Tokens.front().isNot(tok::comma); Tokens = Tokens.drop_front()) {
    const Token &T = Tokens.front();
    if (T.isNot(WantsName ? tok::raw_identifier : tok::coloncolon))
      return std::nullopt;
    if (WantsName)
      Path.push_back(T.getRawIdentifier());
    Result.Written += WantsName ? T.getRawIdentifier() : "::";
    WantsName = !WantsName;
  }
  if (WantsName)
    return std::nullopt;
  Result.Decl = lookUp(S, Path, IsGlobal, Loc);
  return Result;
}

static std::optional<SmallVector<NamedArgument, 2>> parsedNames(Sema &S, const ParsedAttr &A) {
  SmallVector<NamedArgument, 2> Result;
  for (unsigned I = 0; I != A.getNumArgs(); ++I) {
    NamedArgument N;
    if (A.isArgIdent(I)) {
      IdentifierLoc *Name = A.getArgAsIdent(I);
      N.Written = Name->getIdentifierInfo()->getName().str();
      N.Decl = lookUp(S, {N.Written}, /*IsGlobal=*/false, Name->getLoc());
    } else {
      const auto *Ref = dyn_cast<DeclRefExpr>(A.getArgAsExpr(I)->IgnoreParenCasts());
      if (!Ref)
        return std::nullopt;
      N.Written = Ref->getDecl()->getNameAsString();
      N.Decl = Ref->getDecl();
    }
    Result.push_back(std::move(N));
  }
  return Result;
}

std::optional<SmallVector<NamedArgument, 2>> flexnet::namedArguments(Sema &S,
                                                                     const ParsedAttr &A) {
  if (!A.isStandardAttributeSyntax())
    return parsedNames(S, A);
  SmallVector<Token, 8> Tokens = argumentTokens(S, A);
  SmallVector<NamedArgument, 2> Result;
  for (ArrayRef<Token> Rest = Tokens; !Rest.empty();) {
    std::optional<NamedArgument> N = takeName(S, Rest);
    if (!N)
      return std::nullopt;
    Result.push_back(std::move(*N));
    if (!Rest.empty())
      Rest = Rest.drop_front(); // the comma
  }
  return Result;
}
