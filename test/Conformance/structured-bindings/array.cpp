// Bindings to the elements of an array.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

CONFORM(a, b) {
  u64 items[3] = {a, b, a ^ b};
  auto &[first, second, third] = items;
  first += 7;
  auto [x, y, z] = items;
  third = x * y;
  return mix(mix(items[0], items[2]), z) + second;
}
