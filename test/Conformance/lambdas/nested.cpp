// A lambda that returns a lambda, and one within another.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

CONFORM(a, b) {
  auto adder = [](u64 n) { return [n](u64 v) { return v + n; }; };
  auto outer = [&](u64 v) {
    auto inner = [&] { return v * b; };
    return inner() + a;
  };
  return mix(adder(a)(b), outer(3));
}
