// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/AST/StmtCXX.h"
#include "clang/FlexNet/Checks.h"
#include "clang/FlexNet/Diagnostics.h"

using namespace clang;

void flexnet::checkExecutor(const FunctionDecl &F, DiagnosticsEngine &Diags) {
  const auto *Section = F.getAttr<SectionAttr>();
  if (!Section || !Section->getName().starts_with("flexnet/") || Section->getName() == "flexnet/tx")
    return;
  if (Section->getName() != "flexnet/executor")
    report(Diags, F.getLocation(), Message::UnknownSection) << Section->getName();
  else if (isa_and_nonnull<CoroutineBodyStmt>(F.getBody()))
    report(Diags, F.getLocation(), Message::ExecutorSuspends) << &F;
  else if (F.getNumParams() || !F.getReturnType()->isVoidType())
    report(Diags, F.getLocation(), Message::ExecutorSignature) << &F;
}
