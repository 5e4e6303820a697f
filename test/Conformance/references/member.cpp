// A class with reference members, in a function that is not inlined.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct view {
  const u64 &a;
  u64 &out;
  NOINLINE void run(u64 n) const { out = mix(out, a + n); }
};

CONFORM(a, b) {
  u64 in = a, out = b;
  view v{in, out};
  v.run(3);
  in++;
  v.run(4);
  return out;
}
