// A global union and a global with bit-fields.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

union number {
  u64 whole;
  u32 half[2];
};
struct flags {
  u32 on : 1;
  u32 level : 7;
  u64 id : 40;
};
number last;
flags state;

CONFORM(a, b) {
  last.whole = a;
  last.half[1] ^= b;
  state.on = a;
  state.level += b;
  state.id = a + b;
  return mix(last.whole, state.id) + state.on * 3 + state.level;
}
