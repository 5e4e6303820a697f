// Default arguments, of which one calls a function.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static u32 seven() { return 7; }
static NOINLINE u64 scaled(u64 v, u64 factor = 3, u32 plus = seven()) { return v * factor + plus; }

CONFORM(a, b) { return scaled(a) ^ scaled(a, b) ^ scaled(a, b, 1); }
