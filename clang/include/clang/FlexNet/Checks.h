// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef CLANG_FLEXNET_CHECKS_H
#define CLANG_FLEXNET_CHECKS_H

namespace clang {
class ASTContext;
class DiagnosticsEngine;
class Preprocessor;

namespace flexnet {

/// Makes `return` in a coroutine mean `co_return` (lib/Sema/ReturnInCoroutine.cpp).
/// Call it before parsing begins.
void allowReturnInCoroutines(Preprocessor &PP);

} // namespace flexnet
} // namespace clang

#endif
