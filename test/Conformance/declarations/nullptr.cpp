// nullptr, nullptr_t as a parameter, and pointers that may be null.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

using null = decltype(nullptr);

static NOINLINE u64 read(const u64 *p) { return p ? *p : 42; }
static u64 read(null) { return 43; }

CONFORM(a, b) {
  u64 v = b;
  const u64 *p = (a & 1) ? &v : nullptr;
  return mix(read(p), read(nullptr)) + (p == nullptr);
}
