// Lambdas in member functions capture this and *this.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class meter {
  u64 v;

public:
  explicit meter(u64 x) : v(x) {}
  u64 run(u64 n) {
    auto add = [this](u64 m) { v += m; };
    auto old = [*this] { return v; };
    add(n);
    return mix(v, old());
  }
};

CONFORM(a, b) { return meter(a).run(b); }
