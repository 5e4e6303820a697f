// Overloads by constness, by conversion and by template against ordinary function.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct number {
  u64 v;
  number(u64 x) : v(x) {}
};
static NOINLINE u64 f(const number &n) { return n.v + 1; }
static u64 f(u32 v) { return v + 2; }
template <class T> static u64 f(T *p) { return *p + 3; }
template <class T> static u64 g(T v) { return v + 4; }
static u64 g(u8 v) { return v + 5; }

CONFORM(a, b) {
  u64 x = a;
  u32 y = b;
  return mix(f(number(x)), f(y)) + f(&x) + g(y) + g(static_cast<u8>(b));
}
