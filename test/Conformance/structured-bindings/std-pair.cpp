// Bindings to std::pair and std::tuple of the standard library.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

#include <tuple>
#include <utility>

static inline std::pair<u64, bool> half(u64 v) { return {v / 2, v & 1}; }

CONFORM(a, b) {
  auto [h, odd] = half(a);
  std::tuple<u64, u8, u32> t(b, static_cast<u8>(a), static_cast<u32>(h));
  auto &[x, y, z] = t;
  x += odd;
  return mix(mix(std::get<0>(t), y), z);
}
