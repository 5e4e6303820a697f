// Recursion in templates: the compiler unrolls it, the program has no cycle.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <u32 n> struct fibonacci {
  static constexpr u64 value = fibonacci<n - 1>::value + fibonacci<n - 2>::value;
};
template <> struct fibonacci<0> {
  static constexpr u64 value = 0;
};
template <> struct fibonacci<1> {
  static constexpr u64 value = 1;
};
template <u32 depth> static NOINLINE u64 descend(u64 v) {
  if constexpr (depth == 0)
    return v;
  else
    return descend<depth - 1>(v * 3 + depth) ^ v;
}

CONFORM(a, b) { return descend<5>(a) + fibonacci<20>::value * b; }
