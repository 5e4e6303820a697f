// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/FlexNet/Checks.h"
#include "clang/FlexNet/Diagnostics.h"

using namespace clang;

static bool isInNamespaceFlexNet(const DeclContext *C) {
  for (; C; C = C->getParent())
    if (const auto *N = dyn_cast<NamespaceDecl>(C))
      if (N->getName() == "flexnet" && N->getParent()->isTranslationUnit())
        return true;
  return false;
}

bool flexnet::isAwaitable(QualType T) {
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  return R && R->hasDefinition() && llvm::any_of(R->methods(), [](const CXXMethodDecl *M) {
           return M->getDeclName().isIdentifier() && M->getName() == "await_suspend";
         });
}

void flexnet::checkAwaited(const CoawaitExpr &E, DiagnosticsEngine &Diags) {
  if (E.isImplicit() || E.isTypeDependent())
    return; // implicit: initial_suspend() and final_suspend()
  QualType T = E.getOperand()->getType();
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!isAwaitable(T) || !isInNamespaceFlexNet(R->getDeclContext()))
    report(Diags, E.getKeywordLoc(), Message::AwaitsNoQueue) << T;
}

void flexnet::checkYielded(const CoyieldExpr &E, DiagnosticsEngine &Diags) {
  const auto *Call = dyn_cast<CallExpr>(E.getOperand()->IgnoreImplicit()); // of yield_value()
  if (!Call || Call->isTypeDependent() || !Call->getNumArgs())
    return;
  const Expr *Value = Call->getArg(0)->IgnoreImplicit();
  if (!isAwaitable(Value->getType()))
    return;
  report(Diags, E.getKeywordLoc(), Message::YieldsQueue)
      << FixItHint::CreateReplacement(E.getKeywordLoc(), "co_await");
}
