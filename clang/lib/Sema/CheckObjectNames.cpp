// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "clang/AST/Attr.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/FlexNet/Checks.h"
#include "clang/FlexNet/Diagnostics.h"
#include "llvm/ADT/StringMap.h"

using namespace clang;

namespace {
class NameCollector : public RecursiveASTVisitor<NameCollector> {
public:
  explicit NameCollector(DiagnosticsEngine &Diags) : Diags(Diags) {}

  bool VisitFunctionDecl(FunctionDecl *F) {
    if (F->isThisDeclarationADefinition() && F->getDeclName().isIdentifier())
      add(*F);
    return true;
  }

  bool VisitVarDecl(VarDecl *V) {
    if (V->isFileVarDecl() && V->isThisDeclarationADefinition() == VarDecl::Definition)
      add(*V);
    return true;
  }

private:
  void add(const NamedDecl &D) {
    if (!D.hasAttr<SectionAttr>() || D.getName().empty())
      return;
    auto [Other, IsNew] = Seen.try_emplace(D.getName(), &D);
    if (IsNew)
      return;
    report(Diags, D.getLocation(), flexnet::Message::NameTwiceInObject) << D.getName();
    report(Diags, Other->second->getLocation(), flexnet::Message::NameIsHere);
  }

  DiagnosticsEngine &Diags;
  llvm::StringMap<const NamedDecl *> Seen;
};
} // namespace

void flexnet::checkObjectNames(ASTContext &Context, DiagnosticsEngine &Diags) {
  NameCollector(Diags).TraverseDecl(Context.getTranslationUnitDecl());
}
