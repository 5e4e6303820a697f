// Functions that return classes by value.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct quotient {
  u64 q, r;
};
struct three {
  u64 a, b, c;
};

static inline quotient divide(u64 a, u64 b) { return {a / b, a % b}; }
static inline three rotate(const three &t) { return {t.b, t.c, t.a}; }

CONFORM(a, b) {
  quotient x = divide(a, (b & 0xffff) + 1);
  three t = rotate(rotate({a, b, x.q}));
  return mix(mix(t.a, t.b), t.c + x.r);
}
