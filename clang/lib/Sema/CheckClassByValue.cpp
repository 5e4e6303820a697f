// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/FlexNet/Checks.h"
#include "clang/FlexNet/Diagnostics.h"

using namespace clang;

// Clang's calling convention of BPF copies every class bit by bit and does not ask the C++
// ABI: the function would change and move from a copy of which the caller knows nothing,
// and both would destroy what it owns.
void flexnet::checkClassByValue(const FunctionDecl &F, DiagnosticsEngine &Diags) {
  if (F.isDependentContext())
    return;
  for (const ParmVarDecl *P : F.parameters()) {
    const CXXRecordDecl *R = P->getType()->getAsCXXRecordDecl();
    if (R && R->hasDefinition() && !R->canPassInRegisters())
      report(Diags, P->getLocation(), Message::ClassByValue) << R;
  }
}
