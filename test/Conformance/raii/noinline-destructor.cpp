// A destructor and a constructor that are functions of their own.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static u64 total;

class span {
  u64 from;

public:
  NOINLINE explicit span(u64 f) : from(f) { total += f; }
  NOINLINE ~span() { total = mix(total, from); }
};

CONFORM(a, b) {
  {
    span x(a);
    span y(b);
  }
  return total;
}
