// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TEST_FUZZ_OBJECTBYTES_H
#define FLEXNET_TEST_FUZZ_OBJECTBYTES_H

#include <cstddef>
#include <cstdint>

namespace fuzz {

/// Damages one section of an ELF file or its headers. The size stays.
void mutateObject(uint8_t *Data, size_t Size, unsigned Seed);

} // namespace fuzz

#endif
