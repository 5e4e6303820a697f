// An index that is compared with the size before use.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static u64 table[10];

CONFORM(a, b) {
  u64 i = a & 0xff, j = b & 0xff;
  if (i >= 10)
    return i;
  table[i] += b;
  return j < 10 ? table[j] : table[i] + j;
}
