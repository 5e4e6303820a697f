// A move-only pointer gives its slot back to a pool.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct slot {
  bool used;
  u64 value;
};
static slot pool[4];
static u32 given_back;

class unique {
  slot *s;

public:
  explicit unique(u64 at) : s(&pool[at & 3]) { s->used = true; }
  unique(unique &&o) : s(o.s) { o.s = nullptr; }
  unique(const unique &) = delete;
  ~unique() {
    if (s) {
      s->used = false;
      given_back++;
    }
  }
  slot *operator->() const { return s; }
};

CONFORM(a, b) {
  u64 h;
  {
    unique x(a);
    x->value += b;
    unique y(static_cast<unique &&>(x));
    h = y->value;
  }
  for (const slot &s : pool)
    h = mix(h, s.used + s.value);
  return mix(h, given_back);
}
