// Every way out of a function runs the destructors of what was made.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct resource {
  u32 &open;
  explicit resource(u32 &o) : open(o) { open++; }
  ~resource() { open--; }
};

static inline u64 work(u32 &open, u64 a, u64 b) {
  resource first(open);
  if (a == 0)
    return open;
  for (u32 i = 0; i < 4; i++) {
    resource each(open);
    if ((b >> i) & 1)
      continue;
    if (a & 2)
      return mix(open, i);
    if (a & 4)
      break;
  }
  resource last(open);
  return mix(open, 100);
}

CONFORM(a, b) {
  u32 open = 0;
  u64 r = work(open, a, b);
  return mix(r, open);
}
