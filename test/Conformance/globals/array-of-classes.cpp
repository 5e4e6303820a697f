// Arrays of classes, indexed at run time.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class bucket {
  u64 tokens = 8;
  u32 refused = 0;

public:
  bool take(u32 n) {
    if (tokens < n) {
      refused++;
      return false;
    }
    tokens -= n;
    return true;
  }
  void give(u64 n) { tokens += n; }
  u64 digest() const { return mix(tokens, refused); }
};
bucket buckets[16];

CONFORM(a, b) {
  bool took = buckets[a & 15].take(b & 7);
  buckets[b & 15].give(a & 3);
  return mix(buckets[a & 15].digest(), took) + buckets[7].digest();
}
