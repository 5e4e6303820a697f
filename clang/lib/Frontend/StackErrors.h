// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef CLANG_LIB_FLEXNET_STACKERRORS_H
#define CLANG_LIB_FLEXNET_STACKERRORS_H

#include "clang/Basic/SourceLocation.h"

#include <optional>
#include <string>
#include <vector>

namespace clang {
class CompilerInstance;
class Diagnostic;

namespace flexnet {

/// What the backend says of functions that need more stack than BPF has, until all of it is known.
class StackErrors {
public:
  explicit StackErrors(CompilerInstance &CI) : CI(CI) {}

  /// Whether Info says so; if it does, it is not to be printed.
  bool take(const Diagnostic &Info);

  /// One error for each function of the user's, and one for all that resume coroutines.
  void report();

private:
  struct Function {
    std::string Name;
    unsigned Size, Limit;
    SourceLocation Loc;
    bool IsMade; ///< by FlexNet, and not in the source
  };

  CompilerInstance &CI;
  std::vector<Function> Functions;
  std::optional<SourceLocation> BeyondStack; ///< of an access to such bytes
};

} // namespace flexnet
} // namespace clang

#endif
