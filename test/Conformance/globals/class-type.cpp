// Globals of class type, with constructor and member functions.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class counter {
  u64 n = 5;
  u32 calls = 0;

public:
  constexpr counter() = default;
  constexpr explicit counter(u64 start) : n(start) {}
  u64 add(u64 v) {
    calls++;
    return n += v;
  }
  u32 number() const { return calls; }
};
counter visible;
static counter hidden(1000);

CONFORM(a, b) { return mix(visible.add(a), hidden.add(b)) + visible.number() * hidden.number(); }
