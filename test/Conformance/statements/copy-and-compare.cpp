// Structures copied whole, cleared, and compared by their bytes.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct record {
  u64 id;
  u32 parts[5];
  u8 tail[3];
};

static NOINLINE void clear(record &r) { r = {}; }

CONFORM(a, b) {
  record x = {a, {1, 2, 3, 4, 5}, {6, 7, 8}}, y = x;
  y.parts[b & 3] ^= a;
  bool same = __builtin_memcmp(x.parts, y.parts, sizeof(x.parts)) == 0;
  u64 h = mix(y.id + y.parts[1] + y.tail[2], same);
  x = y;
  clear(y);
  __builtin_memcpy(y.tail, x.tail, 2);
  return mix(h, x.parts[3] + y.tail[1] + y.id);
}
