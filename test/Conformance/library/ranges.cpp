// <ranges>: views over an array, lazily filtered, transformed, cut; algorithms of ranges.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <algorithm>
#include <array>
#include <ranges>

CONFORM(a, b) {
  std::array<u64, 6> x{a, b, 3, 4, 5, a + b};
  u64 h = 0;
  for (u64 v : x | std::views::filter([](u64 n) { return n & 1; }) |
                   std::views::transform([](u64 n) { return n * 3; }))
    h = mix(h, v);
  for (u64 v : x | std::views::drop(1) | std::views::take(3) | std::views::reverse)
    h = mix(h, v);
  for (u64 v : std::views::iota(0, 4))
    h += v;
  h = mix(h, std::ranges::count(x, 4) + std::ranges::max(x));
  return mix(h, std::ranges::find(x, b) - x.begin());
}
