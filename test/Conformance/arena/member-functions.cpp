// Member functions of a class run on its objects in an arena.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#include <flexnet/arena.hpp>

class counter {
  u64 n, calls;

public:
  void add(u64 v) {
    n += v;
    calls++;
  }
  u64 digest() const { return mix(n, calls); }
};
flexnet::arena<16, {.address = 0x40000000}> memory SEC(".maps");

CONFORM(a, b) {
  auto c = memory.alloc<counter>();
  if (!c)
    return 1;
  c->add(a);
  c->add(b);
  u64 r = c->digest();
  memory.free(c);
  return r;
}
