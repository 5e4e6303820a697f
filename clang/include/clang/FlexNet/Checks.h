// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef CLANG_FLEXNET_CHECKS_H
#define CLANG_FLEXNET_CHECKS_H

namespace clang {
class CoawaitExpr;
class CoroutineBodyStmt;
class CoyieldExpr;
class DiagnosticsEngine;
class FunctionDecl;
class Preprocessor;
class QualType;
class Stmt;

namespace flexnet {

/// Makes `return` in a coroutine mean `co_return` (lib/Sema/ReturnInCoroutine.cpp).
/// Call it before parsing begins.
void allowReturnInCoroutines(Preprocessor &PP);

/// A coroutine returns `int` (lib/Sema/CheckCoroutineSignature.cpp).
void checkCoroutineSignature(const FunctionDecl &F, DiagnosticsEngine &Diags);

/// SEC("flexnet/executor") is for `void f(void)` that is no coroutine (lib/Sema/CheckExecutor.cpp).
void checkExecutor(const FunctionDecl &F, DiagnosticsEngine &Diags);

/// Whether T is a class that co_await can suspend on (lib/Sema/CheckAwaited.cpp).
bool isAwaitable(QualType T);

/// What co_await takes is a queue's (lib/Sema/CheckAwaited.cpp).
void checkAwaited(const CoawaitExpr &E, DiagnosticsEngine &Diags);

/// What co_yield takes is no queue's (lib/Sema/CheckAwaited.cpp).
void checkYielded(const CoyieldExpr &E, DiagnosticsEngine &Diags);

/// No object of a class with [[flexnet::not_across_suspension]] lives at a co_await
/// (lib/Sema/CheckHeldObjects.cpp).
void checkHeldObjects(const CoroutineBodyStmt &Body, DiagnosticsEngine &Diags);

/// What a statement calls only to suspend is awaited; Parent: a compound statement
/// (lib/Sema/CheckNotAwaited.cpp).
void checkNotAwaited(const Stmt &Parent, DiagnosticsEngine &Diags);

/// A parameter of class type is trivial to copy and destroy, or [[clang::trivial_abi]]
/// (lib/Sema/CheckClassByValue.cpp).
void checkClassByValue(const FunctionDecl &F, DiagnosticsEngine &Diags);

} // namespace flexnet
} // namespace clang

#endif
