// Empty bases take no room; an empty class as a member and as an argument.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct policy {
  static u64 apply(u64 v) { return v ^ 0xff; }
};
struct other {};
struct user : policy, other {
  u64 v;
  u64 run() const { return apply(v); }
};
static_assert(sizeof(user) == 8);
struct pair {
  policy p;
  u64 v;
};

static NOINLINE u64 run(const user &u, policy p) { return u.run() + p.apply(1); }

CONFORM(a, b) {
  user u;
  u.v = a;
  pair p = {{}, b};
  return mix(run(u, p.p), p.v);
}
