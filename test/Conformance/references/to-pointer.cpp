// References to pointers: a function moves the caller's pointer.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static NOINLINE u64 next(const u64 *&at, const u64 *end) {
  if (at >= end)
    return 1;
  return *at++;
}

CONFORM(a, b) {
  u64 items[3] = {a, b, a ^ b};
  const u64 *at = items, *end = items + 3;
  u64 h = 0;
  for (u32 i = 0; i < 3; i++) {
    h = mix(h, *at);
    at++;
  }
  const u64 *&same = at;
  same = items;
  return mix(h, *at) + (end - at);
}
