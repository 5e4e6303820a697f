// Variable indexes into arrays of 2, 4 and 8 bytes on the stack.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

CONFORM(a, b) {
  u8 two[2] = {1, 2};
  u16 four[2] = {300, 400};
  u8 eight[8] = {};
  two[a & 1] += b;
  four[b & 1] ^= a;
  eight[a & 7] = b;
  eight[b & 7] |= 3;
  u64 r = two[b & 1] + four[a & 1];
  for (u8 v : eight)
    r = mix(r, v);
  return r;
}
