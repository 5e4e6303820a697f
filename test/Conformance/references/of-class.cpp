// References to classes, const and not, in static functions and in ones with linkage.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class total {
  u64 v = 0;

public:
  void add(u64 n) { v = mix(v, n); }
  u64 get() const { return v; }
};

static NOINLINE void feed(total &t, u64 v) { t.add(v); }
NOINLINE u64 read(const total &t) { return t.get(); }

CONFORM(a, b) {
  total t;
  feed(t, a);
  feed(t, b);
  return read(t);
}
