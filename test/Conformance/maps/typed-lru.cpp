// flexnet::lru_hash_map, in a namespace.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#include <flexnet/maps.hpp>

namespace cache {
flexnet::lru_hash_map<u64, u32, 128> recent SEC(".maps");
}

CONFORM(a, b) {
  u32 *hits = cache::recent.lookup(a);
  u32 n = hits ? *hits + 1 : 1;
  cache::recent.update(a, n);
  return mix(n, b);
}
