// A defaulted operator<=> and operator== compare members in order.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

#include <compare>

struct version {
  u16 major_part, minor_part;
  u32 patch;
  auto operator<=>(const version &) const = default;
};

static NOINLINE u64 compare(const version &x, const version &y) {
  return (x < y) | (x <= y) << 1 | (x > y) << 2 | (x == y) << 3 | (x != y) << 4;
}

CONFORM(a, b) {
  version x = {static_cast<u16>(a & 1), static_cast<u16>(b & 1), static_cast<u32>(a)};
  version y = {static_cast<u16>(b & 1), static_cast<u16>(a & 1), static_cast<u32>(b)};
  return compare(x, y) | compare(y, x) << 8 | compare(x, x) << 16;
}
