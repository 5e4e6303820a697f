// Designated initializers, with members left out and a nested one.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct inner {
  u16 low, high = 9;
};
struct options {
  u32 size = 10;
  inner part;
  u64 mask;
  bool on;
};

static NOINLINE u64 use(const options *o) { return mix(o->size + o->part.high, o->mask + o->on); }

CONFORM(a, b) {
  options o = {.part = {.low = static_cast<u16>(a)}, .mask = b, .on = (a & 1) != 0};
  options p{.size = static_cast<u32>(b), .mask = a + o.part.low};
  return mix(use(&o), use(&p));
}
