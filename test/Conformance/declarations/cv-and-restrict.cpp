// const and volatile pointers, __restrict parameters, const members.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct limits {
  const u32 most;
  u32 now;
};

static NOINLINE void copy(u64 *__restrict to, const u64 *__restrict from, u32 n) {
  for (u32 i = 0; i < 4; i++)
    if (i < n)
      to[i] = from[i];
}

CONFORM(a, b) {
  limits l = {static_cast<u32>(a & 7), static_cast<u32>(b & 7)};
  const limits *const fixed = &l;
  u64 from[4] = {a, b, a ^ b, a + b}, to[4] = {};
  copy(to, from, fixed->most);
  return mix(mix(to[0], to[1]), mix(to[2], to[3] + fixed->now));
}
