// Partial specializations for pointers, arrays and pairs of one type.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T, class U> struct kind {
  static u64 of(u64 v) { return v + 1; }
};
template <class T> struct kind<T, T> {
  static u64 of(u64 v) { return v * 3; }
};
template <class T, class U> struct kind<T *, U> {
  static u64 of(u64 v) { return v ^ sizeof(U); }
};
template <class T, u32 n> struct kind<T[n], T> {
  static u64 of(u64 v) { return v - n; }
};

CONFORM(a, b) {
  return mix(mix(kind<u8, u16>::of(a), kind<u8, u8>::of(b)),
             mix(kind<u8 *, u32>::of(a), kind<u64[5], u64>::of(b)));
}
