// xxHash (libxxhash-dev): XXH3 of a small buffer.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#undef __SIZEOF_INT128__ // BPF multiplies 64 bits
#define XXH_INLINE_ALL
#include "conformance.h"
#include <xxhash.h>

CONFORM(a, b) {
  u64 key[2] = {a, b};
  return XXH3_64bits(key, sizeof(key));
}
