// explicit(condition) on constructors and conversions.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <bool strict> struct number {
  u64 v;
  explicit(strict) number(u64 x) : v(x) {}
  explicit(strict) operator u64() const { return v + strict; }
};

static u64 implicit(number<false> n) { return n; }

CONFORM(a, b) {
  number<true> n(b);
  return mix(implicit(a), static_cast<u64>(n));
}
