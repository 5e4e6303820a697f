// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef CLANG_FLEXNET_WARNINGS_H
#define CLANG_FLEXNET_WARNINGS_H

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/ArrayRef.h"

#include <string>

namespace clang {
class DiagnosticsEngine;
class Preprocessor;

namespace flexnet {

/// Whether Arg is -W[no-][error=]flexnet[-<slug>], right or wrong.
bool isWarningOption(llvm::StringRef Arg);

/// Gives our warnings the levels that the options, in order, say. Start: the beginning of
/// the main file, if there is one yet.
void setWarningLevels(llvm::ArrayRef<std::string> Options, DiagnosticsEngine &Diags,
                      SourceLocation Start = {});

/// Reports options of groups that do not exist as clang reports its own.
void checkWarningOptions(llvm::ArrayRef<std::string> Options, DiagnosticsEngine &Diags);

/// Has `#pragma clang diagnostic` know our groups (lib/Lex/PragmaDiagnostic.cpp).
void allowDiagnosticPragmas(Preprocessor &PP);

} // namespace flexnet
} // namespace clang

#endif
