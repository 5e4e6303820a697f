// operator[] of an own array, const and not.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class words {
  u64 w[8] = {};

public:
  u64 &operator[](u64 i) { return w[i & 7]; }
  const u64 &operator[](u64 i) const { return w[i & 7]; }
};

static NOINLINE u64 sum(const words &x, u64 i) { return x[i] * 3 + x[i + 1]; }

CONFORM(a, b) {
  words x;
  x[a] = b;
  x[b] += a;
  return sum(x, a) + sum(x, b);
}
