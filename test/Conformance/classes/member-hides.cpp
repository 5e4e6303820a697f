// A member of the derived class hides the base's; both are called.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct base {
  u64 v;
  u64 get() const { return v; }
  u64 get(u64 n) const { return v + n; }
};
struct derived : base {
  u64 v;
  u64 get() const { return v * 3 + base::v; }
  using base::get;
};

static NOINLINE u64 both(const derived &d) { return mix(d.get(), d.base::get()) + d.get(5); }

CONFORM(a, b) {
  derived d;
  d.base::v = a;
  d.v = b;
  return both(d);
}
