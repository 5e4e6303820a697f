// Arrays of objects with constructors, and a class that holds one.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class slot {
  u32 key = 0;
  u32 hits = 0;

public:
  void hit(u32 k) {
    key = k;
    hits++;
  }
  u64 digest() const { return mix(key, hits); }
};
class table {
  slot slots[4];

public:
  slot &operator[](u64 i) { return slots[i & 3]; }
};

CONFORM(a, b) {
  table t;
  t[a].hit(b);
  t[b].hit(a);
  t[a + b].hit(7);
  u64 h = 0;
  for (u64 i = 0; i < 4; i++)
    h = mix(h, t[i].digest());
  return h;
}
