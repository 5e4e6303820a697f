// A function declared within a function, and one declared again.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static u64 twice(u64);
static u64 twice(u64 v);

CONFORM(a, b) {
  NOINLINE u64 thrice(u64);
  return twice(a) + thrice(b);
}

static NOINLINE u64 twice(u64 v) { return v * 2; }
NOINLINE u64 thrice(u64 v) { return v * 3; }
