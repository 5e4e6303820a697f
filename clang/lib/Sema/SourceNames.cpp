// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: what user space and the kernel find by name is not mangled.
//
// libbpf finds programs, maps and variables by their symbols, and kfuncs in the kernel by
// theirs; skeletons make C identifiers of them. So an implicit asm label keeps the name of
//
//  - a function or variable with SEC: programs, maps, kfuncs (SEC(".ksyms")), kconfig
//    values, wherever it is declared: in a namespace, a class, a function, a template;
//  - a variable of a namespace that other files could see, and that is not an inline
//    constant: user space reads and writes these through skeletons.
//
// All else keeps C++ linkage. A label is unique in the object; clang would say "definition
// with same mangled name", which no user wrote.

#include "clang/FlexNet/SourceNames.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Mangle.h"
#include "clang/FlexNet/Diagnostics.h"

using namespace clang;
using namespace clang::flexnet;

SourceNames::SourceNames(ASTContext &Context, DiagnosticsEngine &Diags)
    : Context(Context), Diags(Diags), Mangler(Context.createMangleContext()) {}

SourceNames::~SourceNames() = default;

void SourceNames::keep(Decl &D) {
  if (auto *F = dyn_cast<FunctionDecl>(&D))
    keepFunction(*F);
  else if (auto *V = dyn_cast<VarDecl>(&D))
    keepVariable(*V);
  auto *Scope = dyn_cast<DeclContext>(&D);
  if (!Scope || Scope->isDependentContext())
    return;
  for (Decl *Inner : Scope->decls())
    keep(*Inner);
}

/// A name that another object or the kernel defines; declaring it twice is not two things.
static bool isElsewhere(const NamedDecl &D) {
  if (auto *F = dyn_cast<FunctionDecl>(&D)) {
    auto *Section = F->getMostRecentDecl()->getAttr<SectionAttr>();
    return !F->isDefined() && (!Section || Section->getName() == ".ksyms");
  }
  return cast<VarDecl>(D).hasDefinition() == VarDecl::DeclarationOnly;
}

/// The assembler has one table for the symbols of functions, variables and sections.
bool SourceNames::checkSection(const NamedDecl &D) {
  const NamedDecl *Named = nullptr;
  if (auto *Section = D.getAttr<SectionAttr>()) {
    Sections.insert(Section->getName());
    Named = Owners.lookup(Section->getName());
  }
  if (Sections.contains(D.getName()))
    Named = &D;
  if (Named)
    report(Diags, Named->getLocation(), Message::NameOfSection) << Named->getName();
  return !Named;
}

/// False, after a message, if another thing has D's name as its symbol.
bool SourceNames::claim(NamedDecl &D) {
  const auto *First = cast<NamedDecl>(D.getCanonicalDecl());
  auto [Owner, IsNew] = Owners.try_emplace(D.getName(), First);
  if (IsNew)
    return isElsewhere(D) || checkSection(D);
  if (Owner->second == First)
    return true;
  if (isElsewhere(*Owner->second)) {
    if (isElsewhere(D) && D.getKind() == Owner->second->getKind())
      return true;
  }
  // A class is shown when it is complete, and again with what it is in.
  if (Refused.insert(First).second) {
    report(Diags, D.getLocation(), Message::NameTwiceInObject) << D.getName();
    report(Diags, Owner->second->getLocation(), Message::NameIsHere);
  }
  return false;
}

void SourceNames::label(NamedDecl &D) {
  if (D.hasAttr<AsmLabelAttr>())
    return;
  if (!claim(D))
    return;
  if (!Mangler->shouldMangleDeclName(&D))
    return;
  // CodeGen has, or may have, decided on the mangled name when it saw the use.
  const Decl *Previous = D.getPreviousDecl();
  if (Previous && Previous->isUsed(/*CheckUsedAttr=*/false))
    report(Diags, D.getLocation(), Message::SectionAfterUse) << D.getName();
  D.addAttr(AsmLabelAttr::CreateImplicit(Context, D.getName()));
}

void SourceNames::keepFunction(FunctionDecl &F) {
  if (!F.getIdentifier() || F.isDependentContext())
    return;
  if (F.hasAttr<SectionAttr>())
    label(F);
  else if (F.isThisDeclarationADefinition() && F.isExternC())
    claim(F);
}

void SourceNames::keepVariable(VarDecl &V) {
  if (!V.getIdentifier() || !V.hasGlobalStorage() || V.isInvalidDecl() ||
      V.getDeclContext()->isDependentContext())
    return;
  if (V.hasAttr<SectionAttr>())
    return label(V);
  bool IsConstant = V.getType().isConstQualified() && !V.getType().isVolatileQualified();
  bool IsSeen = V.getDeclContext()->getRedeclContext()->isFileContext() &&
                V.hasExternalFormalLinkage() && !V.isInAnonymousNamespace() &&
                !isa<VarTemplateSpecializationDecl>(V) && !(V.isInline() && IsConstant);
  if (IsSeen)
    label(V);
}
