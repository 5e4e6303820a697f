// References as parameters of functions that are not inlined.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static NOINLINE void increase(u64 &v, u32 by) { v += by; }
static NOINLINE u64 sum(const u64 &a, const u32 &b) { return a + b; }

CONFORM(a, b) {
  u64 x = a;
  increase(x, b);
  return sum(x, static_cast<u32>(a)) ^ sum(b, 7);
}
