// Functions with auto parameters.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static NOINLINE u64 join(auto a, auto b) { return mix(a + sizeof(a), b + sizeof(b)); }
static u64 join_all(auto... v) { return (join(v, 1) ^ ...); }

CONFORM(a, b) {
  return join(a, static_cast<u16>(b)) + join_all(a, b, static_cast<u8>(a));
}
