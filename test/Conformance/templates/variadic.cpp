// Variadic templates by recursion, with sizeof... and a pack of types.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static u64 sum() { return 0; }
template <class first, class... rest> static NOINLINE u64 sum(first f, rest... r) {
  return f * sizeof...(rest) + sum(r...);
}
template <class... T> struct sizes {
  static constexpr u32 total = (0 + ... + sizeof(T));
};

CONFORM(a, b) {
  return sum(a, static_cast<u32>(b), static_cast<u8>(a), b) + sizes<u8, u16, u32, u64>::total;
}
