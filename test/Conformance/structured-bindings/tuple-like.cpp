// Bindings through std::tuple_size and get<n>.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

#include <utility>

class pair_of {
  u64 a;
  u32 b;

public:
  pair_of(u64 x, u32 y) : a(x), b(y) {}
  template <unsigned long n> auto get() const {
    if constexpr (n == 0)
      return a * 2;
    else
      return b;
  }
};
template <> struct std::tuple_size<pair_of> { static constexpr unsigned long value = 2; };
template <> struct std::tuple_element<0, pair_of> { using type = u64; };
template <> struct std::tuple_element<1, pair_of> { using type = u32; };

CONFORM(a, b) {
  pair_of p(a, b);
  auto [x, y] = p;
  return mix(x, y);
}
