// goto out of nested loops, past objects with destructors.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct note {
  u64 &h;
  ~note() { h = mix(h, 5); }
};

CONFORM(a, b) {
  u64 h = a;
  for (u32 i = 0; i < 4; i++)
    for (u32 j = 0; j < 4; j++) {
      note n{h};
      if (((b >> i) & 1) && ((a >> j) & 1))
        goto found;
      h += i * j;
    }
  return h;
found:
  return ~h;
}
