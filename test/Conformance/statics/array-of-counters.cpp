// A static array of a class within a function, and a reference to it.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct hits {
  u64 n;
  u64 last;
};
static inline hits &of(u64 key) {
  static hits all[8];
  return all[key & 7];
}

CONFORM(a, b) {
  hits &x = of(a);
  x.n++;
  x.last = b;
  of(b).n += 2;
  return mix(of(a).n, of(b).last) + of(7).n;
}
