// Inline functions, a weak function, and functions marked cold and hot.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

inline u64 one(u64 v) { return v + 1; }
__attribute__((weak, noinline)) u64 two(u64 v) { return v * 2; }
__attribute__((cold, noinline)) static u64 three(u64 v) { return v ^ 3; }
__attribute__((hot)) static inline u64 four(u64 v) { return v - 4; }

CONFORM(a, b) { return one(a) + two(b) + (a == 7 ? three(b) : four(b)); }
