// References to arrays keep their size.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <u32 n> static NOINLINE u64 sum(const u64 (&items)[n]) {
  u64 h = n;
  for (u64 v : items)
    h = mix(h, v);
  return h;
}

CONFORM(a, b) {
  u64 three[3] = {a, b, 7}, two[2] = {b, a};
  u64(&same)[3] = three;
  same[a % 3] += 9;
  return sum(three) + sum(two);
}
