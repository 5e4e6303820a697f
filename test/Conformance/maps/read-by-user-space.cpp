// User space finds a typed map by its name and reads what the program wrote.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#include <flexnet/maps.hpp>

struct record {
  u64 a, sum;
};
flexnet::hash_map<u32, record, 64> records SEC(".maps");

CONFORM(a, b) {
  u32 key = a & 7;
#ifdef __bpf__
  records.update(key, {a, a + b});
  return mix(a, a + b);
#else
  record r = {};
  if (!READ_MAP("records", key, r))
    return ~0;
  return mix(r.a, r.sum);
#endif
}
