// std::array: constructed, iterated, compared, copied, indexed by a number that is checked.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <array>

CONFORM(a, b) {
  std::array<u64, 4> x{a, b, a + b, 7};
  auto y = x;
  y.back() ^= b;
  u64 h = 0;
  for (u64 v : y)
    h = mix(h, v);
  h = mix(h, x == y);
  if (u64 at = a & 7; at < x.size())
    h = mix(h, x[at]);
  y.fill(b);
  const auto [first, second, third, fourth] = y;
  constexpr auto fixed = std::to_array<u16>({3, 1, 4});
  static_assert(std::get<2>(fixed) == 4);
  return mix(h, first + second + third + fourth + x.front() + fixed.size());
}
