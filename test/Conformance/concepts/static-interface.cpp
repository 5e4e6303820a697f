// A concept as an interface, instead of virtual functions.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T> concept Filter = requires(const T &f, u64 v) {
  { f.pass(v) };
};
struct odd {
  bool pass(u64 v) const { return v & 1; }
};
struct above {
  u64 limit;
  bool pass(u64 v) const { return v > limit; }
};
template <Filter... F> static NOINLINE u64 all(u64 v, const F &...f) { return (f.pass(v) && ...); }

CONFORM(a, b) {
  above x = {b};
  odd y;
  return all(a, x, y) | all(b, y) << 1 | all(a ^ b, x) << 2;
}
