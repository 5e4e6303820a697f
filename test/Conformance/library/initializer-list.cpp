// std::initializer_list: iterated, as a parameter.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <algorithm>
#include <initializer_list>

static u64 sum(std::initializer_list<u64> values) {
  u64 total = 0;
  for (u64 v : values)
    total = mix(total, v);
  return total + values.size();
}

CONFORM(a, b) {
  u64 h = sum({a, b, 3});
  for (u64 bit : {1, 2, 4})
    h = mix(h, a & bit);
  return mix(h, std::max({a, b, u64(5)}));
}
