// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_EXPLAIN_WORDS_H
#define FLEXNET_TOOLS_EXPLAIN_WORDS_H

#include "State.h"
#include "Trace.h"

namespace flexnet::explain {

/// "map_value_or_null" → "a map's value, or null".
std::string typeWords(std::string_view Type);
/// The same for a list: "fp, pkt" → "the stack or the packet".
std::string listWords(std::string_view Types);
/// "is between 0 and 65535", "may be any number".
std::string rangeWords(const Range &R);
/// What the source calls a value: "`idx`", "the result of bpf_map_lookup_elem()".
std::string valueWords(const Origin &From, const std::optional<Register> &State);
/// "1 byte", "4 bytes".
std::string bytesWords(uint64_t Count);

} // namespace flexnet::explain

#endif
