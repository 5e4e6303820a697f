// Explicit instantiation of a function and of a class template.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T> NOINLINE u64 halve(T v) { return v / 2; }
template u64 halve<u64>(u64);
template u64 halve<u32>(u32);

template <class T> struct adder {
  T v;
  NOINLINE u64 add(T o) const { return v + o; }
};
template struct adder<u64>;

CONFORM(a, b) {
  adder<u64> x = {a};
  return mix(halve(a), halve(static_cast<u32>(b))) + x.add(b);
}
