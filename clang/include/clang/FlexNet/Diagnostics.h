// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef CLANG_FLEXNET_DIAGNOSTICS_H
#define CLANG_FLEXNET_DIAGNOSTICS_H

#include "clang/Basic/Diagnostic.h"

namespace clang::flexnet {

/// Every message of the driver and the frontend: the rows of Diagnostics.def.
enum class Message {
#define MESSAGE(ID, LEVEL, SLUG, TEXT) ID,
#include "clang/FlexNet/Diagnostics.def"
};

/// The text of M, with its %0 and the name of its page.
std::string textOf(Message M, const DiagnosticsEngine &Diags);

/// Reports M through clang, with the arguments streamed in as for clang's own.
DiagnosticBuilder report(DiagnosticsEngine &Diags, SourceLocation Loc, Message M);
inline DiagnosticBuilder report(DiagnosticsEngine &Diags, Message M) {
  return report(Diags, SourceLocation(), M);
}

/// Reports what a pass has found, of which two texts are to be streamed in: a place, if Loc
/// cannot say it, and the message.
DiagnosticBuilder reportOfPass(DiagnosticsEngine &Diags, SourceLocation Loc,
                               DiagnosticsEngine::Level Level, StringRef Slug);

/// Clang's ids of the warnings in a group, "flexnet" or "flexnet-<slug>"; none if there is
/// no such group.
SmallVector<unsigned, 8> warningsIn(StringRef Group, DiagnosticsEngine &Diags);

/// The group that Group may be a misspelling of, or nothing.
std::string nearestGroup(StringRef Group);

} // namespace clang::flexnet

#endif
