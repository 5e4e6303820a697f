// Loops that count up, count down, break, continue and nest.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

CONFORM(a, b) {
  u64 h = a;
  for (u32 i = 0; i < (b & 15); i++) {
    if (i == (a & 7))
      continue;
    for (u32 j = i; j > 0; j--) {
      h = mix(h, i * j);
      if (h & 1)
        break;
    }
  }
  u32 left = b & 7;
  while (left-- > 0)
    h = mix(h, left);
  u32 n = 0;
  do
    h ^= h >> 7;
  while (++n < 5 && h & 2);
  return mix(h, n);
}
