// Many locals live across calls, more than there are registers.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static NOINLINE u64 next(u64 v) { return mix(v, 3); }

CONFORM(a, b) {
  u64 c = next(a), d = next(b), e = next(c), f = next(d), g = next(e), h = next(f), i = next(g);
  u64 j = next(h), k = next(i);
  return a + b * 3 + c * 5 + d * 7 + e * 11 + f * 13 + g * 17 + h * 19 + i * 23 + j * 29 + k * 31;
}
