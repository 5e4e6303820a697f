// Arguments that a noinline function with external linkage does not use.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

NOINLINE u64 middle(u64 before, u64 v, u64 after) { return v * 3; }
NOINLINE int nothing(u64 unused) { return 4; }

CONFORM(a, b) { return middle(a, b, a + b) + nothing(b) + middle(1, a, 2); }
