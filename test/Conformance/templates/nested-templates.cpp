// Templates of templates whose names fill a line.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T> struct some {
  bool has;
  T value;
};
template <class A, class B> struct both {
  A first;
  B second;
};
template <class T, u32 n> struct few {
  T items[n];
};
using deep = both<some<few<both<u64, some<u32>>, 2>>, few<some<both<u8, u16>>, 3>>;

static NOINLINE u64 look(const deep &d, u64 at) {
  u64 h = d.first.has ? d.first.value.items[at & 1].first : 1;
  return mix(h, d.second.items[1].value.second);
}

static deep kept;

CONFORM(a, b) {
  deep d = {};
  d.first.has = a & 1;
  d.first.value.items[b & 1].first = a;
  d.second.items[1].value.second = b;
  kept = d;
  return look(d, a) + look(kept, b);
}
