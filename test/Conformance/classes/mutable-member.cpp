// A mutable member changes in a const member function.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class cache {
  u64 key;
  mutable u32 reads = 0;

public:
  explicit cache(u64 k) : key(k) {}
  NOINLINE u64 read() const { return key + ++reads; }
};

CONFORM(a, b) {
  const cache c(a ^ b);
  u64 x = c.read();
  return mix(x, c.read());
}
