// Structures and strings as template arguments.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct limits {
  u32 low, high;
};
template <u32 n> struct text {
  char chars[n];
  constexpr text(const char (&s)[n]) {
    for (u32 i = 0; i < n; i++)
      chars[i] = s[i];
  }
};

template <limits l> static NOINLINE u64 clamp(u64 v) {
  return v < l.low ? l.low : v > l.high ? l.high : v;
}
template <text t> static NOINLINE u64 hash(u64 h) {
  for (char c : t.chars)
    h = mix(h, c);
  return h;
}

CONFORM(a, b) { return clamp<limits{10, 1000}>(a) + clamp<{.low = 3, .high = 4}>(b) + hash<"key">(a); }
