// Copy construction and copy assignment that count.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct counted {
  u64 v;
  u32 copies = 0;
  explicit counted(u64 x) : v(x) {}
  counted(const counted &o) : v(o.v), copies(o.copies + 1) {}
  counted &operator=(const counted &o) {
    v = o.v;
    copies += o.copies + 10;
    return *this;
  }
};

static NOINLINE u64 see(const counted &c) { return mix(c.v, c.copies); }

CONFORM(a, b) {
  counted x(a), y = x, z(b);
  z = y;
  counted w{z};
  return see(x) + see(y) + see(z) + see(w);
}
