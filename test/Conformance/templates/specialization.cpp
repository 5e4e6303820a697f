// A full specialization of a class and of a function template.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T> struct width {
  static constexpr u32 bits = sizeof(T) * 8;
};
template <> struct width<bool> {
  static constexpr u32 bits = 1;
};
template <class T> static NOINLINE u64 encode(T v) { return v * width<T>::bits; }
template <> NOINLINE u64 encode<u8>(u8 v) { return v + 1000; }

CONFORM(a, b) {
  return mix(encode<u32>(a), encode<u8>(b)) + encode<bool>(a & 1) + encode<u64>(b);
}
