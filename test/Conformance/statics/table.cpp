// Static const tables in functions, indexed at run time.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static NOINLINE u32 weight(u64 day) {
  static const u32 weights[7] = {10, 9, 8, 7, 6, 1, 2};
  static constexpr struct { u16 plus, times; } more[2] = {{1, 2}, {3, 4}};
  return weights[day % 7] * more[day & 1].times + more[day & 1].plus;
}

CONFORM(a, b) { return mix(weight(a), weight(b)); }
