// Constrained auto: parameters, variables and return types.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T> concept Unsigned = T(-1) > T(0);
static NOINLINE Unsigned auto next(Unsigned auto v) { return v + 1; }

CONFORM(a, b) {
  Unsigned auto x = next(a);
  Unsigned auto y = next(static_cast<u32>(b));
  return mix(x, y);
}
