// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LLVM_FLEXNET_DIAGNOSTIC_H
#define LLVM_FLEXNET_DIAGNOSTIC_H

#include "llvm/ADT/Twine.h"
#include "llvm/IR/DiagnosticInfo.h"

#include <functional>
#include <string>

namespace llvm::flexnet {

/// Every message of the passes: the rows of Messages.def.
enum class Message {
#define MESSAGE(ID, LEVEL, SLUG, TEXT) ID,
#include "llvm/FlexNet/Messages.def"
};

/// A message about the user's program, found after it was lowered to IR. The place
/// comes from debug info. File is empty if there is none.
struct Diagnostic {
  DiagnosticSeverity Severity = DS_Error; ///< DS_Error, DS_Warning or DS_Note
  StringRef Slug;                         ///< its page; empty for notes
  std::string Message;
  std::string File; ///< as the compiler was given it, or absolute
  unsigned Line = 0;
  unsigned Column = 0;
};

/// M with its arguments in place of %0, %1, ..., at no place yet.
Diagnostic makeDiagnostic(Message M, ArrayRef<std::string> Args);

/// The same; arguments are whatever a Twine is made of.
template <class... T> Diagnostic message(Message M, const T &...Args) {
  return makeDiagnostic(M, {Twine(Args).str()...});
}

/// The path of a file from debug info, in which clang divides one file's path into
/// directory and name now here, now there.
std::string pathOf(StringRef Directory, StringRef Name);

/// Takes a diagnostic. Clang's prints it with the source line and a caret.
using DiagnosticSink = std::function<void(const Diagnostic &)>;

} // namespace llvm::flexnet

#endif
