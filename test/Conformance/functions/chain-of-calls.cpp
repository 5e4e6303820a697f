// Functions that call functions, six deep, with objects on each stack.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct frame {
  u64 v[4];
};
template <u32 n> static NOINLINE u64 call(u64 v) {
  frame f = {{v, v + n, v * n, v ^ n}};
  u64 below = call<n - 1>(f.v[v & 3]);
  return mix(below, f.v[below & 3]);
}
template <> NOINLINE u64 call<0>(u64 v) { return v; }

CONFORM(a, b) { return call<5>(a) + call<3>(b); }
