// A function with external linkage that takes a pointer to a class, which may be null.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class sample {
public:
  u64 value;
  u32 weight;
};

NOINLINE u64 weigh(const sample *s) {
  if (!s)
    return 3;
  return s->value * s->weight;
}

CONFORM(a, b) {
  sample s = {a, static_cast<u32>(b)};
  return mix(weigh(&s), weigh(nullptr));
}
