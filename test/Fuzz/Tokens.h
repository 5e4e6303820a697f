// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TEST_FUZZ_TOKENS_H
#define FLEXNET_TEST_FUZZ_TOKENS_H

#include <string>
#include <string_view>

namespace fuzz {

/// The source with one change to its tokens, or to its line of options, that depends on
/// Seed alone.
std::string mutateTokens(std::string_view Source, unsigned Seed);

} // namespace fuzz

#endif
