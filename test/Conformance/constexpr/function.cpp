// A constexpr function, run by the compiler and by the program.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

constexpr u64 power(u64 base, u32 n) {
  u64 r = 1;
  for (; n; n >>= 1, base *= base)
    if (n & 1)
      r *= base;
  return r;
}
static_assert(power(3, 5) == 243);

CONFORM(a, b) {
  constexpr u64 known = power(7, 9);
  return power(a, 11) + known * b;
}
