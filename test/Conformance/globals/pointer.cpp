// Globals that point to other globals, and change.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct node {
  u64 v;
};
static node one = {1}, two = {2};
static node *const fixed = &one;

CONFORM(a, b) {
  fixed->v += a;
  node &chosen = (a & 1) ? one : two;
  chosen.v ^= b;
  return mix(one.v, two.v);
}
