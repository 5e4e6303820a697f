// A static local of class type with a constexpr constructor.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class average {
  u64 sum, n;

public:
  constexpr average(u64 s) : sum(s), n(1) {}
  u64 add(u64 v) {
    sum += v >> 8;
    return sum / ++n;
  }
};

CONFORM(a, b) {
  static average avg(100);
  u64 x = avg.add(a);
  return mix(x, avg.add(b));
}
