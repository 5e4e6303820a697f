// std::tuple: made, tied, compared, applied, joined.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <tuple>

CONFORM(a, b) {
  std::tuple<u64, u32, u8> t{a, b, a + b};
  u64 x;
  u8 y;
  std::tie(x, std::ignore, y) = t;
  auto joined = std::tuple_cat(t, std::make_tuple(b));
  u64 h = std::apply([](auto... v) { return (u64(0) + ... + v); }, joined);
  h = mix(h, x + y + std::get<3>(joined));
  return mix(h, t < std::tuple<u64, u32, u8>{b, a, 1});
}
