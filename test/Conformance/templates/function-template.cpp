// Function templates, with deduced and with given arguments.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T> static NOINLINE T larger(T a, T b) { return a < b ? b : a; }
template <class To, class From> static To narrow(From v) { return static_cast<To>(v); }

CONFORM(a, b) {
  u64 x = larger(a, b);
  s32 y = larger<s32>(a, b);
  return mix(x, y) + narrow<u8>(a) + larger(narrow<s16>(a), narrow<s16>(b));
}
