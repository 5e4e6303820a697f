// Variable templates, constant, specialized and one that changes.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T> constexpr u64 top = T(~T(0));
template <> constexpr u64 top<bool> = 1;
template <u32 id> u64 counter = id;

CONFORM(a, b) {
  counter<1> += a;
  counter<2> ^= b;
  return mix(counter<1>, counter<2>) + top<u16> + top<u32> + top<bool>;
}
