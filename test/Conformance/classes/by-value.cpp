// Classes of 4 to 32 bytes passed by value to functions that are not inlined.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct small {
  u32 v;
};
struct medium {
  u64 a, b;
};
class large {
  u64 words[4];

public:
  large(u64 a, u64 b) : words{a, b, a ^ b, a + b} {}
  u64 sum() const { return words[0] + 3 * words[1] + 5 * words[2] + 7 * words[3]; }
};

static NOINLINE u64 take(small s) { return s.v + 1; }
static NOINLINE u64 take(medium m) { return m.a * 3 + m.b; }
static NOINLINE u64 take(large l) { return l.sum(); }

CONFORM(a, b) {
  return mix(mix(take(small{static_cast<u32>(a)}), take(medium{a, b})), take(large(a, b)));
}
