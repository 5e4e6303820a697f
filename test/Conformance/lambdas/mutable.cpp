// A mutable lambda keeps its state between calls.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

CONFORM(a, b) {
  auto next = [state = a]() mutable { return state = mix(state, 1); };
  u64 x = next();
  auto copy = next;
  return mix(x + next(), copy()) + b;
}
