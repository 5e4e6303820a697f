// Functions of one name that differ in the types of their parameters.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static NOINLINE u64 width(u8 v) { return v + 1; }
static NOINLINE u64 width(u16 v) { return v + 2; }
static NOINLINE u64 width(u32 v) { return v + 4; }
NOINLINE u64 width(u64 v) { return v + 8; }
NOINLINE u64 width(u64 v, u64 w) { return v * w; }

CONFORM(a, b) {
  return mix(width(static_cast<u8>(a)) + width(static_cast<u16>(a)),
             width(static_cast<u32>(b)) + width(b) + width(a, b));
}
