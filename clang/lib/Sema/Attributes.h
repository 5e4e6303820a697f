// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the files Attr<Name>.cpp share: one attribute each, which registers itself with clang
// when it is asked to.
#ifndef CLANG_FLEXNET_SEMA_ATTRIBUTES_H
#define CLANG_FLEXNET_SEMA_ATTRIBUTES_H

#include "clang/Sema/ParsedAttr.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace clang {
class ASTContext;
class CXXRecordDecl;
class Decl;
class DeclaratorDecl;
class DiagnosticsEngine;
class FieldDecl;
class QualType;
class RecordDecl;
class Sema;
class Token;

namespace flexnet {

void registerDeclTag();
void registerTypeTag();
void registerKptr();
void registerContains();
void registerPreserveAccessIndex();
void registerArena();
void registerNotAcrossSuspension();
void registerTypestate();
void registerStateFacts();

/// The tokens between A's parentheses, read again from the source (AttrArguments.cpp). For
/// attributes in brackets with HasCustomParsing, whose arguments clang skips.
SmallVector<Token, 8> argumentTokens(Sema &S, const ParsedAttr &A);

using Texts = SmallVector<std::string, 2>;

/// A's arguments, which are Count texts that BTF can hold; otherwise reports why not
/// (AttrArguments.cpp). For attributes with HasCustomParsing, which clang does not count.
std::optional<Texts> attributeArguments(Sema &S, const ParsedAttr &A, unsigned Count);

/// What `btf_decl_tag(Tag)` on D is in C.
void addDeclTag(Sema &S, Decl &D, const ParsedAttr &A, StringRef Tag);

/// What `btf_type_tag(Tag)` in front of the innermost `*` of D's type is in C. Reports it if
/// there is no `*`.
void addTypeTag(Sema &S, Decl &D, const ParsedAttr &A, StringRef Tag);

/// Reports type tags of D that have got a type without a pointer from a template's arguments.
void checkTypeTags(const DeclaratorDecl &D, DiagnosticsEngine &Diags);

/// Whether D is something with a type that an attribute of pointers can be on.
bool hasTypeForTags(const Decl &D);

/// D's type, or for a function the type it returns; dependent and deduced types are null.
QualType typeForTags(const Decl &D);

/// The innermost pointer of T: T without arrays and outer pointers. Null if there is none.
QualType innermostPointer(QualType T);

/// A list head or tree root says what it contains (AttrContains.cpp). Call it when every
/// type has been seen.
void checkContains(const DeclaratorDecl &D, DiagnosticsEngine &Diags);

/// The argument of R's not_across_suspension, if it has one (AttrNotAcrossSuspension.cpp).
std::optional<StringRef> reasonNotAcrossSuspension(const CXXRecordDecl &R);

/// Shows what the attributes say of parameters to CodeGen, which looks at functions only where
/// there is no body (AttrTypestate.cpp). Call it before CodeGen sees a declaration, and once in
/// the end with Diags, to report those that no function has.
void annotateDeclaredFunctions(ASTContext &Context, DiagnosticsEngine *Diags);

/// Finishes or refuses preserve_access_index of a complete class (AttrPreserveAccessIndex.cpp).
/// False if the class has no such attribute, or no longer.
bool finishPreserveAccessIndex(RecordDecl &R, DiagnosticsEngine &Diags);

} // namespace flexnet
} // namespace clang

#endif
