// A lambda that gets itself as an argument, with a depth known at compile time.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <u32 n> struct depth {};

CONFORM(a, b) {
  auto walk = [b]<u32 n>(auto self, depth<n>, u64 v) -> u64 {
    if constexpr (n == 0)
      return v;
    else
      return self(self, depth<n - 1>{}, mix(v, b) + n);
  };
  return walk(walk, depth<4>{}, a);
}
