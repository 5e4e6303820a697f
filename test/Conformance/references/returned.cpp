// Functions that return references to their argument's part.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct pair {
  u64 first, second;
};
static inline u64 &choose(pair &p, bool one) { return one ? p.first : p.second; }

CONFORM(a, b) {
  pair p = {a, b};
  choose(p, a & 1) += 5;
  choose(p, b & 1) ^= 0xff;
  return mix(p.first, p.second);
}
