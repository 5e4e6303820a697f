// Inline variables, also of class type and in a class.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct point {
  u64 x, y;
};
inline u64 total = 3;
inline point last = {1, 2};
inline constexpr u32 scale = 7;
struct config {
  inline static u64 limit = 10;
};

static NOINLINE void note(u64 v) {
  total += v * scale;
  last = {v, total};
}

CONFORM(a, b) {
  note(a);
  note(b);
  config::limit ^= a;
  return mix(mix(total, last.x), last.y) + config::limit;
}
