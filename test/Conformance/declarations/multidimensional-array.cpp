// Arrays of arrays, indexed by numbers known at run time.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static u32 table[4][8];

CONFORM(a, b) {
  u16 local[2][4] = {{1, 2, 3, 4}, {5, 6, 7, 8}};
  table[a & 3][b & 7] += a + local[a & 1][b & 3];
  local[b & 1][a & 3] = b;
  u64 sum = 0;
  for (auto &row : table)
    for (u32 cell : row)
      sum = mix(sum, cell);
  return mix(sum, local[0][a & 3]);
}
