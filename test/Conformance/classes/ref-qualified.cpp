// Member functions with ref-qualifiers.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct box {
  u64 v;
  u64 get() & { return v + 1; }
  u64 get() const & { return v + 2; }
  u64 get() && { return v + 3; }
};

CONFORM(a, b) {
  box x = {a};
  const box y = {b};
  return mix(mix(x.get(), y.get()), box{a ^ b}.get());
}
