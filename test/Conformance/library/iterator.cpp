// <iterator>: distance, advance, reverse iterators, data and size of arrays.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <iterator>

CONFORM(a, b) {
  u64 x[] = {a, b, 3, 4};
  u64 h = std::size(x) + std::distance(std::begin(x), std::end(x));
  for (auto i = std::rbegin(x); i != std::rend(x); ++i)
    h = mix(h, *i);
  auto third = std::next(std::begin(x), 2);
  return mix(h, *std::prev(third) + std::data(x)[3]);
}
