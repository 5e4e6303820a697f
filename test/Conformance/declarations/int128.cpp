// __int128 sums and products, in a structure that crosses a function call.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct wide {
  unsigned __int128 v;
};

static NOINLINE void add(wide &to, u64 a, u64 b) {
  to.v += (static_cast<unsigned __int128>(a) << 64) | b;
}

CONFORM(a, b) {
  wide w = {a};
  add(w, a, b);
  add(w, b, a);
  return mix(static_cast<u64>(w.v), static_cast<u64>(w.v >> 64));
}
