// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/FlexNet/Checks.h"
#include "clang/FlexNet/Diagnostics.h"

using namespace clang;

// Clang would say only that std::coroutine_traits has no promise_type: flexnet/coroutine.h
// gives every function one, so that this check speaks instead.
void flexnet::checkCoroutineSignature(const FunctionDecl &F, DiagnosticsEngine &Diags) {
  if (const auto *Section = F.getAttr<SectionAttr>();
      Section && Section->getName() == "flexnet/executor")
    return; // CheckExecutor.cpp
  if (!F.getASTContext().hasSameType(F.getReturnType(), F.getASTContext().IntTy))
    report(Diags, F.getLocation(), Message::CoroutineReturnsNoVerdict) << &F << F.getReturnType();
}
