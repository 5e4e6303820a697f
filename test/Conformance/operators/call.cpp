// operator(): function objects with state and as template arguments.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct scale {
  u64 factor;
  u64 operator()(u64 v) const { return v * factor; }
  u64 operator()(u64 v, u64 w) const { return v * factor + w; }
};
template <class F> static NOINLINE u64 apply(const F &f, u64 v) { return f(v) + f(v, 1); }

CONFORM(a, b) { return apply(scale{a}, b) + scale{b}(a); }
