// Member functions, const and not, overloaded on const.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class cell {
  u64 v;

public:
  explicit cell(u64 x) : v(x) {}
  u64 &at() { return v; }
  u64 at() const { return v ^ 1; }
  void add(u64 n) { v += n; }
};

static NOINLINE u64 read(const cell &c) { return c.at(); }

CONFORM(a, b) {
  cell c(a);
  c.add(b);
  c.at() *= 3;
  return read(c);
}
