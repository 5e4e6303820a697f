// Defaulted and deleted special members; an aggregate with a base.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct plain {
  u64 a = 1, b = 2;
  plain() = default;
  plain(const plain &) = default;
  plain &operator=(const plain &) = default;
  ~plain() = default;
  plain(int) = delete;
};
struct aggregate : plain {
  u32 c;
};

static NOINLINE u64 digest(const aggregate &g) { return mix(g.a + g.b, g.c); }

CONFORM(a, b) {
  plain p;
  p.a = a;
  plain q = p;
  q.b = b;
  aggregate g = {q, static_cast<u32>(a + b)};
  return digest(g);
}
