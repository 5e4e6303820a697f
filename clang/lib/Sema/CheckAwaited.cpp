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

void flexnet::checkAwaited(const CoawaitExpr &E, DiagnosticsEngine &Diags) {
  if (E.isImplicit() || E.isTypeDependent())
    return; // implicit: initial_suspend() and final_suspend()
  QualType T = E.getOperand()->getType();
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R || !isInNamespaceFlexNet(R->getDeclContext()))
    report(Diags, E.getKeywordLoc(), Message::AwaitsNoQueue) << T;
}
