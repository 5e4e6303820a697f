// Unnamed namespaces: types, functions and variables.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

namespace {
struct secret {
  u64 v;
  NOINLINE u64 get() const { return v ^ 0x55; }
};
u64 kept = 3;
NOINLINE u64 step(u64 v) { return kept += v; }
namespace deeper {
u32 count;
}
} // namespace

CONFORM(a, b) {
  secret s = {a};
  deeper::count += b;
  return mix(s.get(), step(b)) + deeper::count;
}
