// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "llvm/FlexNet/Diagnostic.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace llvm::flexnet;

namespace {
struct Row {
  DiagnosticSeverity Severity;
  StringLiteral Slug, Text;
};
} // namespace

static constexpr Row Table[] = {
#define MESSAGE(ID, LEVEL, SLUG, TEXT) {DS_##LEVEL, SLUG, TEXT},
#include "llvm/FlexNet/Messages.def"
};

Diagnostic flexnet::makeDiagnostic(Message M, ArrayRef<std::string> Args) {
  const Row &R = Table[static_cast<size_t>(M)];
  Diagnostic D;
  D.Severity = R.Severity;
  D.Slug = R.Slug;
  StringRef Rest = R.Text;
  for (size_t At; (At = Rest.find('%')) != StringRef::npos;) {
    D.Message += Rest.take_front(At);
    D.Message += Args[hexDigitValue(Rest[At + 1])];
    Rest = Rest.drop_front(At + 2);
  }
  D.Message += Rest;
  return D;
}

std::string flexnet::pathOf(StringRef Directory, StringRef Name) {
  SmallString<128> Path(Name);
  if (!Directory.empty())
    sys::path::make_absolute(Directory, Path);
  return Path.str().str();
}
