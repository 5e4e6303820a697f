// Static data members, inline and defined outside, and a static member function.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class meter {
  static u64 total;
  inline static u32 calls = 0;
  static constexpr u32 scale = 3;

public:
  static NOINLINE u64 count(u64 v) {
    calls++;
    total += v * scale;
    return total;
  }
  static u32 number() { return calls; }
};
u64 meter::total = 100;

CONFORM(a, b) {
  u64 first = meter::count(a), second = meter::count(b);
  return mix(mix(first, second), meter::number());
}
