// Bindings to bit-fields.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct flags {
  u32 kind : 3;
  u32 size : 13;
  s32 delta : 16;
};

static flags kept;

CONFORM(a, b) {
  kept = {static_cast<u32>(a & 7), static_cast<u32>(b & 0x1fff), static_cast<s16>(a)};
  auto &[kind, size, delta] = kept;
  size += 1;
  return mix(mix(kind, size), delta);
}
