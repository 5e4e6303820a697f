// std::sort of a small array.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <algorithm>
#include <array>

CONFORM(a, b) {
  std::array<u64, 6> x{a, b, 7, a ^ b, 3, a + b};
  std::sort(x.begin(), x.end());
  u64 h = 0;
  for (u64 v : x)
    h = mix(h, v);
  return h;
}
