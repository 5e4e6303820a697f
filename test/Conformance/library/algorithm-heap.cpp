// A heap of <algorithm> in a small array.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <algorithm>
#include <array>

CONFORM(a, b) {
  std::array<u64, 6> x{a, b, 7, a ^ b, 3, a + b};
  std::make_heap(x.begin(), x.end());
  return mix(x.front(), std::is_heap(x.begin(), x.end()));
}
