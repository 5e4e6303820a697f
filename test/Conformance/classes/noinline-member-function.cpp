// Member functions that stay functions of their own: this is an argument.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class accumulator {
  u64 sum = 0;
  u32 count = 0;

public:
  NOINLINE void add(u64 v);
  NOINLINE u64 result() const { return mix(sum, count); }
};

void accumulator::add(u64 v) {
  sum += v;
  count++;
}

CONFORM(a, b) {
  accumulator acc;
  acc.add(a);
  acc.add(b);
  for (u32 i = 0; i < (a & 3); i++)
    acc.add(i);
  return acc.result();
}
