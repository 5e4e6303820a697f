// auto, auto &, const auto *, decltype and decltype(auto).
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct point {
  u32 x;
  s64 y;
};

static decltype(auto) y_of(point &p) { return (p.y); }

CONFORM(a, b) {
  auto p = point{static_cast<u32>(a), static_cast<s64>(b)};
  auto &same = p;
  const auto *at = &p;
  same.x += 5;
  y_of(p) -= 3;
  decltype(p.y) y = at->y;
  return mix(at->x, y);
}
