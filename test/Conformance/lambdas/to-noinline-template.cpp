// Lambdas with captures passed to function templates that are not inlined.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class F> static NOINLINE u64 apply(F f, u64 v) { return f(v) + 1; }
template <class F> static NOINLINE u64 twice(const F &f, u64 v) { return f(f(v)); }

CONFORM(a, b) {
  u64 calls = 0;
  u64 x = apply([a](u64 v) { return v * a; }, b);
  u64 y = twice(
      [&calls, b](u64 v) {
        calls++;
        return v ^ b;
      },
      a);
  return mix(x, y) + calls;
}
