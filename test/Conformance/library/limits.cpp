// <limits>: saturating arithmetic by the limits of a type.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <climits>
#include <cstdint>
#include <limits>

template <class T> static T add(T a, T b) {
  return a > std::numeric_limits<T>::max() - b ? std::numeric_limits<T>::max() : a + b;
}

CONFORM(a, b) {
  static_assert(std::numeric_limits<u64>::digits == 64 && CHAR_BIT == 8);
  u64 h = mix(add<u8>(a, b), add<u16>(a, b));
  return mix(h, add(a, b) + std::numeric_limits<s16>::min() + INT32_MAX);
}
