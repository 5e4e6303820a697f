// std::bitset: set, tested, counted.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <bitset>

CONFORM(a, b) {
  std::bitset<64> x(a), y(b);
  x[5] = true;
  x.flip(b & 63);
  u64 h = mix((x & y).count(), (x ^ y).to_ullong());
  return mix(h, x.any() + 2 * y.all() + 4 * (x << 3).test(9));
}
