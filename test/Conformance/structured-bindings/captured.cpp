// Bindings captured by a lambda, by value and by reference.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct range {
  u64 from, to;
};

CONFORM(a, b) {
  range r = {a, b};
  auto &[from, to] = r;
  auto size = [from, to] { return to - from; };
  auto grow = [&to](u64 n) { to += n; };
  grow(5);
  return mix(size(), r.to);
}
