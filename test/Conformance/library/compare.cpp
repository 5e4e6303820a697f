// <compare>: three ways at once, defaulted and written.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <compare>

struct version {
  u32 major, minor;
  auto operator<=>(const version &) const = default;
};

struct by_distance {
  s64 at;
  std::weak_ordering operator<=>(const by_distance &o) const {
    return (at < 0 ? -u64(at) : at) <=> (o.at < 0 ? -u64(o.at) : u64(o.at));
  }
};

CONFORM(a, b) {
  version x{u32(a), u32(b)}, y{u32(b), u32(a)};
  u64 h = (x < y) + 2 * (x == y) + 4 * (x >= y);
  auto order = by_distance{s64(a)} <=> by_distance{s64(b)};
  h = mix(h, std::is_lt(order) + 2 * std::is_eq(order));
  return mix(h, (a <=> b) == std::strong_ordering::greater);
}
