// Objects that point to each other, walked with a bound.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class item {
  u64 value;
  item *next;

public:
  item(u64 v, item *n) : value(v), next(n) {}
  const item *following() const { return next; }
  u64 get() const { return value; }
};

CONFORM(a, b) {
  item third(a ^ b, nullptr), second(b, (a & 1) ? &third : nullptr), first(a, &second);
  u64 h = 0;
  const item *at = &first;
  for (u32 i = 0; i < 4 && at; i++, at = at->following())
    h = mix(h, at->get());
  return h;
}
