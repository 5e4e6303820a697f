// Conditional operators as lvalues, chained, and with objects.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct pick {
  u64 v;
};

CONFORM(a, b) {
  u64 x = a, y = b;
  (a & 1 ? x : y) += 10;
  u64 z = a > b ? 1 : a == b ? 2 : b & 1 ? 3 : 4;
  pick p = b & 2 ? pick{x} : pick{y};
  return mix(mix(x, y), p.v) * z;
}
