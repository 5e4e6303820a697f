// A namespace alias, a using declaration and a using directive.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

namespace quite::long_one {
static u64 first(u64 v) { return v + 1; }
static u64 second(u64 v) { return v * 2; }
} // namespace quite::long_one
namespace q = quite::long_one;

static NOINLINE u64 run(u64 a, u64 b) {
  using q::first;
  u64 x = first(a);
  using namespace quite::long_one;
  return x + second(b);
}

CONFORM(a, b) { return run(a, b) ^ q::second(a); }
