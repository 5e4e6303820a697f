// An index that is masked stays bounded for the verifier.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static u64 table[16];

CONFORM(a, b) {
  u64 local[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  u32 i = a & 15;
  table[i] += b;
  if (b & 1)
    i = (i * 7 + b) & 15;
  u64 r = table[i];
  for (u32 k = 0; k < 4; k++)
    r = mix(r, local[(a + k) & 7]);
  return r;
}
