// An inline function that is not inlined, as a header would define it.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

inline NOINLINE u64 step(u64 v) { return mix(v, 7); }
struct helper {
  NOINLINE static u64 run(u64 v) { return step(v) ^ 1; }
};

CONFORM(a, b) { return step(a) + helper::run(b); }
