// Captures by reference, the default one and named ones.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

CONFORM(a, b) {
  u64 sum = 0;
  u32 calls = 0;
  auto add = [&](u64 v) {
    sum = mix(sum, v);
    calls++;
  };
  auto undo = [&sum, b] { sum -= b; };
  add(a);
  add(b);
  undo();
  return sum + calls;
}
