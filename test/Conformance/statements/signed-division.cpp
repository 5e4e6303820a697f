// Signed division and remainder.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

CONFORM(a, b) {
  s64 x = static_cast<s64>(a >> 1) - 1000;
  s32 y = static_cast<s32>(b & 0xff) - 300;
  return mix(x / 7, x % 13) + mix(x / y, x % y);
}
