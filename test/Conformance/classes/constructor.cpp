// Constructors: with an initializer list, overloaded, with members' own initializers.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class range {
  u64 from = 1;
  u64 to;

public:
  range() : to(10) {}
  range(u64 end) : to(end) {}
  range(u64 begin, u64 end) : from(begin), to(end) {}
  u64 size() const { return to - from; }
};

static NOINLINE u64 size_of(const range &r) { return r.size(); }

CONFORM(a, b) {
  range none, one(a), two(a, b);
  return mix(mix(size_of(none), size_of(one)), size_of(two));
}
