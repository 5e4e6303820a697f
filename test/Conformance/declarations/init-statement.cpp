// if and switch with an initializer, for with two declarations.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

CONFORM(a, b) {
  u64 r = 0;
  if (u64 low = a & 0xff; low > 100)
    r = low;
  else if (u64 more = b & 0xff; more > low)
    r = more - low;
  switch (u32 kind = (a ^ b) & 3; kind) {
  case 0:
    return r;
  case 1:
    r += kind;
    break;
  default:
    r ^= kind << 8;
  }
  for (u32 i = 0, n = b & 7; i < n; i++)
    r = mix(r, i);
  return r;
}
