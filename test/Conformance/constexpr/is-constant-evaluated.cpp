// __builtin_is_constant_evaluated() tells the two uses apart.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

constexpr u64 cost(u64 v) {
  if (__builtin_is_constant_evaluated())
    return v * 1000;
  return v + 1;
}

CONFORM(a, b) {
  constexpr u64 c = cost(3);
  return mix(c, cost(a)) + cost(b);
}
