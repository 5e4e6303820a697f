// <numeric>: sums, products, differences, gcd, midpoint.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <array>
#include <numeric>

CONFORM(a, b) {
  std::array<u64, 5> x, y;
  std::iota(x.begin(), x.end(), a);
  u64 h = std::accumulate(x.begin(), x.end(), b);
  h = mix(h, std::reduce(x.begin(), x.end()));
  h = mix(h, std::inner_product(x.begin(), x.end(), x.begin(), u64(1)));
  std::partial_sum(x.begin(), x.end(), y.begin());
  h = mix(h, y[4]);
  std::adjacent_difference(y.begin(), y.end(), x.begin());
  h = mix(h, x[3]);
  return mix(h, std::midpoint(a, b));
}
