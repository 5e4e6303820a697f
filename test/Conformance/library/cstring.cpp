// <cstring>: memcpy, memset, memcmp and memmove of known sizes.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <cstring>

CONFORM(a, b) {
  u64 x[4] = {a, b, 1, 2}, y[4];
  std::memcpy(y, x, sizeof(x));
  std::memset(&y[1], 0x5a, sizeof(u64));
  std::memmove(&y[2], &y[1], 2 * sizeof(u64));
  u64 h = mix(mix(y[0], y[1]), mix(y[2], y[3]));
  return mix(h, std::memcmp(&a, &b, sizeof(a)) == 0);
}
