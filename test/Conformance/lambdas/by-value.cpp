// Captures by value: later changes are not seen.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

CONFORM(a, b) {
  u64 seed = a;
  u32 n = b;
  auto f = [seed, n](u64 v) { return mix(seed, v) + n; };
  seed = 0;
  n++;
  return f(b) + seed + n;
}
