// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef CLANG_FLEXNET_DIAGNOSTICS_H
#define CLANG_FLEXNET_DIAGNOSTICS_H

#include "clang/Basic/Diagnostic.h"

namespace clang::flexnet {

/// Every message of the driver and the frontend: the rows of Diagnostics.def.
enum class Message {
#define MESSAGE(ID, LEVEL, TEXT) ID,
#include "clang/FlexNet/Diagnostics.def"
};

/// The text of M, with its %0.
StringRef textOf(Message M);

/// Reports M through clang, with the arguments streamed in as for clang's own.
DiagnosticBuilder report(DiagnosticsEngine &Diags, SourceLocation Loc, Message M);
inline DiagnosticBuilder report(DiagnosticsEngine &Diags, Message M) {
  return report(Diags, SourceLocation(), M);
}

} // namespace clang::flexnet

#endif
