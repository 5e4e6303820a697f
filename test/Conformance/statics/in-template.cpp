// Static locals and members: one for each instance of the template.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T> struct counted {
  static inline u64 made = sizeof(T);
  static u64 total;
  counted() { made++; }
};
template <class T> u64 counted<T>::total = 2;
template <u32 id> static NOINLINE u64 next(u64 by) {
  static u64 n = id;
  return n += by;
}

CONFORM(a, b) {
  counted<u8> x;
  counted<u64> y, z;
  counted<u8>::total += a;
  counted<u64>::total ^= b;
  return mix(mix(counted<u8>::made, counted<u64>::made), next<1>(a) + next<2>(b)) +
         counted<u8>::total + counted<u64>::total;
}
