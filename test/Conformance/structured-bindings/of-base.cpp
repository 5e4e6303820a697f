// Bindings to members that a class inherits.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct base {
  u64 a;
  u32 b;
};
struct derived : base {
  u64 sum() const { return a + b; }
};

CONFORM(a, b) {
  derived d;
  d.a = a;
  d.b = b;
  auto &[x, y] = d;
  x ^= y;
  return mix(d.sum(), x);
}
