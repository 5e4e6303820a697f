// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef CLANG_FLEXNET_OPTIONS_H
#define CLANG_FLEXNET_OPTIONS_H

#include "clang/Basic/LLVM.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace clang {
class DiagnosticsEngine;

namespace flexnet {

/// What the -fflexnet-* options say. Clang's option table cannot be extended, so
/// both the driver and cc1 take them off their command line before clang reads it.
struct Options {
  bool Coro = false;
  /// Unset: on for C++ with a BPF target (CxxMode.h).
  std::optional<bool> Cxx;
  bool Sojourn = false;
  /// Bytes. The largest possible is what XDP leaves in front of a packet.
  unsigned MaxFrame = LargestFrame;

  static constexpr unsigned LargestFrame = 216;

  /// Whether this is more than clang 22.
  bool any() const { return Coro || Cxx.value_or(false); }
};

/// Whether Arg claims to be a FlexNet option, right or wrong.
bool isFlexNetOption(StringRef Arg);

/// Moves the -fflexnet-* options out of Args into the result. Options that do not
/// exist, bad values and contradictions are reported. What a `--` ends is left alone.
Options takeOptions(SmallVectorImpl<const char *> &Args, DiagnosticsEngine &Diags);

/// The command line that takeOptions() reads back as O.
SmallVector<std::string, 4> toArguments(const Options &O);

/// For --help: a line or more per option.
void printHelp(raw_ostream &OS);

} // namespace flexnet
} // namespace clang

#endif
