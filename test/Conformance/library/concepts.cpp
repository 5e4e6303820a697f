// <concepts>: overloads that constraints choose among.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <concepts>

static u64 number(std::unsigned_integral auto v) { return v; }
static u64 number(std::signed_integral auto v) { return -u64(v); }
template <std::invocable F> static u64 number(F f) { return f(); }

CONFORM(a, b) {
  static_assert(std::regular<u64> && std::derived_from<u64, u64> == false);
  return mix(mix(number(u8(a)), number(s16(b))), number([&] { return a ^ b; }));
}
