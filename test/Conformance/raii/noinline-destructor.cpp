// A destructor and a constructor that are functions of their own.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class span {
  u64 &total;
  u64 from;

public:
  NOINLINE span(u64 &t, u64 f) : total(t), from(f) {}
  NOINLINE ~span() { total = mix(total, from); }
};

CONFORM(a, b) {
  u64 total = 0;
  {
    span x(total, a);
    span y(total, b);
  }
  return total;
}
