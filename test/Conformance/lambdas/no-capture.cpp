// A lambda without captures, called in place and through a variable.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

CONFORM(a, b) {
  auto twice = [](u64 v) { return v * 2; };
  return twice(a) + [](u64 v, u64 w) { return v ^ w; }(a, b);
}
