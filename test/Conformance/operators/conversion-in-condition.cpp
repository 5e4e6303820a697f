// Contextual conversion in if, while, ! and the conditional operator.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class budget {
  u32 left;

public:
  explicit budget(u32 n) : left(n) {}
  explicit operator bool() const { return left != 0; }
  void spend() { left--; }
};

CONFORM(a, b) {
  budget x(a & 7);
  u64 h = b;
  for (u32 i = 0; i < 8 && x; i++) {
    h = mix(h, i);
    x.spend();
  }
  return h + (!x ? 1 : 2) + (x ? 4 : 8);
}
