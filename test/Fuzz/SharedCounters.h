// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// How the compiler, which runs as a process of its own, tells the fuzzer what it covered:
/// its counters lie in a file that the fuzzer made.
#ifndef FLEXNET_TEST_FUZZ_SHAREDCOUNTERS_H
#define FLEXNET_TEST_FUZZ_SHAREDCOUNTERS_H

#include <cstdint>

namespace fuzz {
/// The environment variable with the file's descriptor.
inline constexpr const char *CountersVariable = "FLEXNET_FUZZ_COUNTERS";

/// At the beginning of the file.
struct CountersHeader {
  uint64_t Offset, Size; ///< of the counters, in the file
};
} // namespace fuzz

#endif
