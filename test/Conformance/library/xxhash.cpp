// xxHash (libxxhash-dev): XXH64 and XXH32 of buffers, with a seed.
// REQUIRES: kernel-bpf
// RUN: %conform %s
// Unaligned reads, instead of asking an address for its low bits.
#define XXH_FORCE_ALIGN_CHECK 0
#define XXH_INLINE_ALL
#define XXH_NO_XXH3
#include "conformance.h"
#include <xxhash.h>

struct flow {
  u64 addresses[2];
  u16 ports[2];
  u32 protocol;
};

CONFORM(a, b) {
  flow f{{a, b}, {u16(a), u16(b)}, 6};
  u64 h = mix(XXH64(&f, sizeof(f), b), XXH32(&f, sizeof(f), u32(a)));
  u64 long_enough[5] = {a, b, a ^ b, 1, 2};
  return mix(h, XXH64(long_enough, sizeof(long_enough), 0));
}
