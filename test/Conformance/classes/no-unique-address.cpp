// [[no_unique_address]] members share their storage.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct nothing {
  u64 plus(u64 v) const { return v + 9; }
};
struct compact {
  [[no_unique_address]] nothing n;
  u64 v;
};
static_assert(sizeof(compact) == 8);

static compact kept;

CONFORM(a, b) {
  kept.v = a;
  compact c = {{}, b};
  return mix(kept.n.plus(kept.v), c.n.plus(c.v));
}
