// flexnet::array_map of a class with member functions.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#include <flexnet/maps.hpp>

class bucket {
  u64 sum, n;

public:
  u64 add(u64 v) {
    n++;
    return sum += v;
  }
  u64 average() const { return n ? sum / n : 0; }
};
flexnet::array_map<bucket, 8> buckets SEC(".maps");

CONFORM(a, b) {
  bucket *x = buckets.lookup(b & 15);
  if (!x)
    return 3;
  return mix(x->add(a), x->average());
}
