// Member functions that return *this.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class builder {
  u64 h;

public:
  explicit builder(u64 seed) : h(seed) {}
  builder &add(u64 v) {
    h = mix(h, v);
    return *this;
  }
  NOINLINE builder &twice(u64 v) { return add(v).add(v); }
  u64 done() const { return h; }
};

CONFORM(a, b) { return builder(a).add(b).twice(a ^ b).add(1).done(); }
