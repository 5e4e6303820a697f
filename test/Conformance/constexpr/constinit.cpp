// constinit globals of class type with a constexpr constructor.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class limiter {
  u64 rate, left;

public:
  constexpr limiter(u64 r) : rate(r), left(r * 2) {}
  u64 take(u64 n) { return left -= n % rate; }
};
static constinit limiter global(10);
constinit u64 started = 5 * 5;

CONFORM(a, b) {
  started += b & 3;
  return mix(global.take(a), started) + global.take(b);
}
