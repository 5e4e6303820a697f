// std::expected: a value or an error, returned and tested. C++23.
// REQUIRES: kernel-bpf
// RUN: %conform %s
// OPTIONS: -std=gnu++23
#include "conformance.h"
#include <expected>

enum class failure : u8 { too_small = 1, odd };

static std::expected<u32, failure> half(u64 n) {
  if (n < 2)
    return std::unexpected(failure::too_small);
  if (n & 1)
    return std::unexpected(failure::odd);
  return n / 2;
}

CONFORM(a, b) {
  auto x = half(a), y = half(b);
  u64 h = mix(x.value_or(5), y.has_value());
  if (!x)
    h = mix(h, u64(x.error()));
  if (y)
    h = mix(h, *y + y.value());
  return mix(h, x == y);
}
