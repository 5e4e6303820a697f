// Parameters without a name, in functions that are called.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static NOINLINE u64 first(u64 a, u64, u32 = 0) { return a + 1; }
NOINLINE u64 second(u64, u64 b) { return b ^ 0xff; }

CONFORM(a, b) { return first(a, b) * second(a, b); }
