// Shifts by amounts known at run time, of 32 and 64 bits, signed and unsigned.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

CONFORM(a, b) {
  u32 n = b & 63, m = b & 31;
  u64 left = a << n, right = a >> n;
  s64 arithmetic = static_cast<s64>(a) >> n;
  s32 narrow = static_cast<s32>(a) >> m;
  u64 rotated = n ? (a << n) | (a >> (64 - n)) : a;
  return mix(mix(left, right), mix(arithmetic, narrow)) + rotated;
}
