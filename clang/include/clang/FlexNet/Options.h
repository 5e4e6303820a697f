// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef CLANG_FLEXNET_OPTIONS_H
#define CLANG_FLEXNET_OPTIONS_H

#include "clang/Basic/LLVM.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>
#include <vector>

namespace clang {
class DiagnosticsEngine;

namespace flexnet {

/// What the user allows, of what the kernel limits anyway.
struct Limits {
  std::optional<unsigned> Frame; ///< bytes live across a suspension
  std::optional<unsigned> Stack; ///< bytes of a chain of calls
  std::optional<unsigned> Insns; ///< of a program, with the functions it calls
  std::optional<unsigned> Work;  ///< instructions that the verifier goes through

  /// Of an executor queue: what goes on has no more stack to keep it in.
  static constexpr unsigned LargestFrame = 512;
  static constexpr unsigned LargestStack = 512;
  static constexpr unsigned LargestProgram = 1000000;

  /// Whether something is limited that is known of the object only.
  bool ofObject() const { return Stack || Insns || Work; }
};

/// What the -fflexnet-* options say. Clang's option table cannot be extended, so
/// both the driver and cc1 take them off their command line before clang reads it.
struct Options {
  bool Coro = false;
  /// Unset: on for C++ with a BPF target (CxxMode.h).
  std::optional<bool> Cxx;
  bool Sojourn = false;
  bool Kernel = false; ///< for the kernel runtime (flexnet-runtime/kernel)
  bool Both = false;   ///< for both (BothRuntimes.cpp)
  Limits Limit;
  /// "json" or "json:FILE"; empty: no report.
  std::string Report;

  /// -W[no-][error=]flexnet[-<slug>], in order (Warnings.h).
  std::vector<std::string> Warnings;

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
