// Fold expressions over +, ^, && and the comma.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class... T> static NOINLINE u64 fold(T... v) {
  u64 h = 1;
  ((h = mix(h, v)), ...);
  bool all = (... && (v != 0));
  return h + (v + ...) + (... ^ v) + all;
}

CONFORM(a, b) { return fold(a, b, static_cast<u32>(a)) + fold(b, static_cast<u16>(a)); }
