// Operators that are functions of their own, with references.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct sum {
  u64 v;
  NOINLINE void operator<<=(u64 n) { v = mix(v, n); }
};
static NOINLINE bool operator<(const sum &x, const sum &y) { return x.v < y.v; }
static NOINLINE u64 operator%(const sum &x, u32 n) { return x.v % (n | 1); }

CONFORM(a, b) {
  sum x = {a}, y = {b};
  x <<= b;
  y <<= a;
  return (x < y) * 7 + x % static_cast<u32>(b) + y.v;
}
