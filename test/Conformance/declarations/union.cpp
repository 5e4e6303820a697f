// A union with member functions, and an anonymous union within a structure.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

union value {
  u64 whole;
  u8 bytes[8];
  struct {
    u32 low, high;
  } halves;
  u32 sum() const { return halves.low + halves.high; }
};
struct tagged {
  bool is_wide;
  union {
    u64 wide;
    u32 narrow;
  };
};

static NOINLINE u64 read(const tagged &t) { return t.is_wide ? t.wide : t.narrow; }

CONFORM(a, b) {
  value v = {a};
  v.bytes[b & 7] ^= 0x5a;
  tagged t;
  t.is_wide = b & 1;
  if (t.is_wide)
    t.wide = v.whole;
  else
    t.narrow = v.sum();
  return mix(read(t), v.sum());
}
