// A lambda whose body is not inlined, with captures.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

CONFORM(a, b) {
  u64 seen = 0;
  auto f = [&seen, b](u64 v) __attribute__((noinline)) {
    seen += v;
    return seen ^ b;
  };
  u64 x = f(a);
  return mix(x, f(b)) + seen;
}
