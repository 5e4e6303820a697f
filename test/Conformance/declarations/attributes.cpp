// Standard attributes: maybe_unused, nodiscard, likely, fallthrough, deprecated.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

[[nodiscard]] static NOINLINE u64 halve([[maybe_unused]] u64 reason, u64 v) {
  if (v & 1) [[unlikely]]
    return (v - 1) / 2;
  else [[likely]]
    return v / 2;
}

[[deprecated("not used")]] static u64 old() { return 0; }

CONFORM(a, b) {
  [[maybe_unused]] u64 unused = a;
  u64 r = halve(a, b);
  switch (a & 3) {
  case 0:
    r += 5;
    [[fallthrough]];
  case 1:
    r ^= b;
    break;
  [[likely]] case 2:
    r *= 3;
    break;
  default:
    break;
  }
  return r;
}
