// Unsigned division and remainder by constants and by numbers known at run time.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

CONFORM(a, b) {
  u64 d = (b & 0xff) + 1;
  u32 e = static_cast<u32>(b) | 1;
  return mix(mix(a / d, a % d), mix(a / 10, static_cast<u32>(a) % e)) + a % 1000;
}
