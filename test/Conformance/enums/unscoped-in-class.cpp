// Unscoped and unnamed enumerations in classes, as array sizes and constants.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class ring {
public:
  enum { slots = 4, mask = slots - 1 };
  enum direction { forward, backward };

private:
  u64 items[slots] = {};

public:
  void put(u64 at, u64 v, direction d) { items[(d == forward ? at : ~at) & mask] += v; }
  NOINLINE u64 digest() const {
    u64 h = 0;
    for (u64 v : items)
      h = mix(h, v);
    return h;
  }
};

CONFORM(a, b) {
  ring r;
  r.put(a, b, ring::forward);
  r.put(b, a, a & 1 ? ring::backward : ring::forward);
  return r.digest();
}
