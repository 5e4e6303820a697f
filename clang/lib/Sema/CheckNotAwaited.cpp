// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/FlexNet/Checks.h"
#include "clang/FlexNet/Diagnostics.h"

using namespace clang;

// What queue_insert() returns suspends nothing until it is awaited.
void flexnet::checkNotAwaited(const Stmt &Parent, DiagnosticsEngine &Diags) {
  for (const Stmt *Child : Parent.children()) {
    const auto *E = dyn_cast_or_null<Expr>(Child);
    const auto *Call = E ? dyn_cast<CallExpr>(E->IgnoreImplicit()) : nullptr;
    if (!Call || Call->isTypeDependent() || !isAwaitable(Call->getType()))
      continue;
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (Callee)
      report(Diags, Call->getBeginLoc(), Message::NotAwaited)
          << Callee->getDeclName() << FixItHint::CreateInsertion(Call->getBeginLoc(), "co_await ");
  }
}
