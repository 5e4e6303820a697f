// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// What the fuzz targets share. Each has libFuzzer's functions; who has no libFuzzer links
/// Standalone.cpp.
#ifndef FLEXNET_TEST_FUZZ_FUZZ_H
#define FLEXNET_TEST_FUZZ_FUZZ_H

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" {
int LLVMFuzzerInitialize(int *Argc, char ***Argv);
int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size);
size_t LLVMFuzzerCustomMutator(uint8_t *Data, size_t Size, size_t MaxSize, unsigned Seed);
/// Of libFuzzer, and of Standalone.cpp: changes some bytes.
size_t LLVMFuzzerMutate(uint8_t *Data, size_t Size, size_t MaxSize);
}

namespace fuzz {

/// Ends the process: the current input is a finding.
[[noreturn]] inline void report(const char *What) {
  fprintf(stderr, "finding: %s\n", What);
  abort();
}

} // namespace fuzz

#endif
