// Maps as arguments of function templates.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#include <flexnet/maps.hpp>

flexnet::hash_map<u64, u64, 64> seen SEC(".maps");
flexnet::array_map<u64, 16> counts SEC(".maps");

template <class M, class K> static inline u64 bump(M &map, const K &key, u64 by) {
  if (u64 *v = map.lookup(key))
    return *v += by;
  map.update(key, by);
  return by;
}

CONFORM(a, b) { return mix(bump(seen, b & 7, a), bump(counts, static_cast<u32>(a & 15), b)); }
