// Static locals of inline functions and of lambdas.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

inline u64 ticket() {
  static u64 last = 100;
  return last++;
}

CONFORM(a, b) {
  auto seen = [](u64 v) {
    static u64 all;
    return all |= v;
  };
  u64 x = ticket();
  return mix(x + ticket(), seen(a)) + seen(b);
}
