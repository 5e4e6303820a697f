// References to globals, one bound at namespace scope.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct stats {
  u64 in, out;
};
static stats all;
static stats &same = all;
static u64 &out = all.out;

CONFORM(a, b) {
  same.in += a;
  out ^= b;
  return mix(all.in, all.out);
}
