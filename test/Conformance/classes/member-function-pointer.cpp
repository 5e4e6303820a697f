// Pointers to member functions that are known at compile time.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct machine {
  u64 v;
  u64 add(u64 n) { return v += n; }
  u64 scale(u64 n) { return v *= n; }
};

template <u64 (machine::*step)(u64)> static u64 apply(machine &m, u64 n) { return (m.*step)(n); }

CONFORM(a, b) {
  machine m = {a};
  u64 x = apply<&machine::add>(m, b);
  return mix(x, apply<&machine::scale>(m, b | 1));
}
