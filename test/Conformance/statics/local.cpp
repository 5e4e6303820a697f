// Static locals keep their value between calls of the program.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static NOINLINE u64 next() {
  static u64 n = 10;
  return n += 3;
}
static NOINLINE u64 other() {
  static u64 n;
  return ++n;
}

CONFORM(a, b) {
  static u32 calls;
  calls++;
  return mix(next() + other(), calls) + a * b;
}
