// std::optional: made, tested, taken, emptied, returned.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <optional>

static std::optional<u32> half(u64 n) {
  if (n & 1)
    return std::nullopt;
  return n / 2;
}

struct point {
  u32 x, y;
  bool operator==(const point &) const = default;
};

CONFORM(a, b) {
  auto first = half(a), second = half(b);
  u64 h = mix(first.value_or(5), second.value_or(6));
  if (first)
    h = mix(h, *first);
  first.reset();
  h = mix(h, first == second);
  std::optional<point> p;
  if (a > b)
    p.emplace(u32(a), u32(b));
  if (p.has_value())
    h = mix(h, p->x + p.value().y);
  second = 9;
  return mix(h, *second + (p == point{1, 2}));
}
