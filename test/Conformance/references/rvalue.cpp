// Rvalue references: to a temporary, as parameter, and overloads on them.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct box {
  u64 v;
};
static NOINLINE u64 take(box &&x) {
  u64 v = x.v;
  x.v = 0;
  return v;
}
static u64 which(const box &) { return 1; }
static u64 which(box &&) { return 2; }

CONFORM(a, b) {
  box x = {a};
  u64 got = take(static_cast<box &&>(x)) + take(box{b});
  box &&kept = box{a ^ b};
  kept.v++;
  return mix(got, x.v) + kept.v + which(x) + which(box{}) * 3;
}
