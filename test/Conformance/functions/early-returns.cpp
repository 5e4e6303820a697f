// A function with many returns and nested conditions.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static NOINLINE int classify(u64 a, u64 b) {
  if (a == 0)
    return b ? 1 : 2;
  if (a == b)
    return 3;
  if (a < b) {
    if (b - a < 10)
      return 4;
    if ((a ^ b) & 1)
      return 5;
  } else if (a - b > 1000) {
    return 6;
  }
  return 7;
}

CONFORM(a, b) { return mix(classify(a, b), classify(b, a)); }
