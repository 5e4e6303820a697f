// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_EXPLAIN_DWARF_H
#define FLEXNET_TOOLS_EXPLAIN_DWARF_H

#include "Object.h"

#include <memory>

namespace flexnet::explain {

/// A function that code is of, inlined or not.
struct Scope {
  std::string Function;
  Place Called; ///< where it was inlined; line 0: it was not
};

/// Functions and variables by DWARF. Of an object without it, everything is unknown.
class DebugInfo {
public:
  explicit DebugInfo(const Object &O);
  ~DebugInfo();

  /// The innermost first.
  std::vector<Scope> scopes(const Code &C) const;
  /// The variable that is in a register, or in a slot of the stack, or "". The one of the
  /// innermost scope of the user's, then of header code.
  std::string inRegister(const Code &C, unsigned Register) const;
  std::string onStack(const Code &C, int64_t Offset) const;

private:
  struct Impl;
  std::unique_ptr<Impl> I;
};

/// Whether a file is one of FlexNet's headers, of which the user did not write the lines.
bool isOurHeader(std::string_view File);

} // namespace flexnet::explain

#endif
