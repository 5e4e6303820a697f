// Narrow signed numbers widen with their sign.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct narrow {
  s8 a;
  s16 b;
  s32 c;
};

static NOINLINE s64 widen(const narrow &n) { return static_cast<s64>(n.a) * 3 + n.b + n.c; }
static NOINLINE s64 pass(s8 x, s16 y, s32 z) { return static_cast<s64>(x) + y + z; }

CONFORM(a, b) {
  narrow n = {static_cast<s8>(a), static_cast<s16>(b), static_cast<s32>(a ^ b)};
  return mix(widen(n), pass(n.a, n.b, n.c)) + (n.a < 0) + (n.c > n.b);
}
