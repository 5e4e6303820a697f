// A template as the argument of a template.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T> struct single {
  T v;
  u64 get() const { return v; }
};
template <class T> struct twice {
  T v, w;
  u64 get() const { return v * 3 + w; }
};
template <template <class> class C, class T> static NOINLINE u64 wrap(T v) {
  C<T> c{v};
  return c.get();
}

CONFORM(a, b) { return mix(wrap<single>(a), wrap<twice>(static_cast<u32>(b))); }
