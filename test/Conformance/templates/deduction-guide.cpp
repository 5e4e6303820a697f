// Class template argument deduction, with a guide of its own.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T> struct box {
  T v;
  box(T x) : v(x) {}
};
box(u8) -> box<u32>;
template <class T, class U> struct duo {
  T a;
  U b;
};

template <class T> static u64 digest(const box<T> &x) { return mix(x.v, sizeof(x.v)); }

CONFORM(a, b) {
  box x(a);
  box y(static_cast<u8>(b));
  duo d{static_cast<u16>(a), b};
  return digest(x) + digest(y) + d.a * 3 + d.b;
}
