// Enumerators below zero, and compared with one another.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

enum class level : s32 { lowest = -5, low = -1, none, high = 1000 };

static NOINLINE s64 value(level l) { return static_cast<s32>(l) * 2; }

CONFORM(a, b) {
  level l = (a & 1) ? level::lowest : level::high, m = (b & 1) ? level::low : level::none;
  return mix(value(l < m ? l : m), value(l)) + (l == level::lowest);
}
