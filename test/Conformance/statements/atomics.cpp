// Atomic additions, exchanges and comparisons on members of a global.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct shared {
  u64 total;
  u32 turns;
  u64 owner;
};
static shared s;

CONFORM(a, b) {
  u64 old = __sync_fetch_and_add(&s.total, a);
  __sync_fetch_and_add(&s.total, 1);
  u64 expected = s.owner;
  u64 before = __sync_val_compare_and_swap(&s.owner, expected, b);
  u64 mask = __sync_fetch_and_or(&s.total, b);
  return mix(mix(old, before), mask) + s.total + s.owner;
}
