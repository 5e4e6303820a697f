// Results through pointers and references to the caller's stack.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static NOINLINE bool divide(u64 a, u64 b, u64 &quotient, u64 *remainder) {
  if (b == 0)
    return false;
  quotient = a / b;
  *remainder = a % b;
  return true;
}

CONFORM(a, b) {
  u64 q = 1, r = 2;
  bool fine = divide(a, b & 0xffff, q, &r);
  return mix(mix(q, r), fine);
}
