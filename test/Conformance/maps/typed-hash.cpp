// flexnet::hash_map: lookup, update, insert and erase with types.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#include <flexnet/maps.hpp>

struct flow {
  u32 source, dest;
};
flexnet::hash_map<flow, u64, 64> flows SEC(".maps");

CONFORM(a, b) {
  flow key = {static_cast<u32>(a & 3), static_cast<u32>(b & 1)};
  long inserted = flows.insert(key, a);
  u64 *v = flows.lookup(key);
  if (!v)
    return 1;
  *v = mix(*v, b);
  u64 r = *v + (inserted == 0);
  if (b & 2)
    r += flows.erase(key) == 0 ? 5 : 9;
  return r;
}
