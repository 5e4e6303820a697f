// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_EXPLAIN_MATCH_H
#define FLEXNET_TOOLS_EXPLAIN_MATCH_H

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace flexnet::explain {

using Captures = std::map<std::string, std::string, std::less<>>;

/// A line that starts as the pattern says. `{name}` stands for
///   reg                          "R3", "arg#1", as kernels spell them
///   off size limit have id n insn value   a number
///   func                         a name
///   any other                    any text, also none, up to what follows it
std::optional<Captures> match(std::string_view Pattern, std::string_view Line);

/// `{name}` replaced by what Captures has; unknown names by nothing; `{}` stays.
std::string fill(std::string_view Template, const Captures &C);

} // namespace flexnet::explain

#endif
