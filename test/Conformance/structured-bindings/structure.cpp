// Bindings to the members of a structure, by value and by reference.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct point {
  u32 x;
  u64 y;
  u8 tag;
};

static NOINLINE u64 digest(const point &p) {
  const auto &[x, y, tag] = p;
  return mix(mix(x, y), tag);
}

CONFORM(a, b) {
  point p = {static_cast<u32>(a), b, 3};
  auto [x, y, tag] = p;
  x++;
  auto &[px, py, ptag] = p;
  py += x;
  ptag ^= a;
  return digest(p) + x + tag;
}
