// Concepts of the standard library.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

#include <concepts>

template <std::unsigned_integral T> static NOINLINE u64 widen(T v) { return v; }
template <std::signed_integral T> static NOINLINE u64 widen(T v) { return v < 0 ? -v * 3ll : v; }
template <class F>
  requires std::invocable<F, u64>
static u64 call(F f, u64 v) {
  return f(v);
}

CONFORM(a, b) {
  return mix(widen(a), widen(static_cast<s16>(b))) + call([](u64 v) { return v + 1; }, b);
}
