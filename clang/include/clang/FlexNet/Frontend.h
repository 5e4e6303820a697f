// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef CLANG_FLEXNET_FRONTEND_H
#define CLANG_FLEXNET_FRONTEND_H

#include "llvm/FlexNet/Diagnostic.h"

namespace clang {
class CompilerInstance;

namespace flexnet {
struct Options;

/// Makes CI compile for FlexNet: macros, checks on the source, passes. Does nothing
/// without a -fflexnet-* option.
void setUp(CompilerInstance &CI, const Options &O);

/// Prints what the passes find out about the user's program as clang prints its own
/// messages, with the source line. CI must outlive it.
llvm::flexnet::DiagnosticSink diagnosticSink(CompilerInstance &CI);

} // namespace flexnet
} // namespace clang

#endif
