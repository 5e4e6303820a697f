// alignas on a type, on a member and on a variable.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct alignas(16) wide {
  u64 v;
};
struct mixed {
  u8 tag;
  alignas(8) u32 aligned;
  wide w;
};
static_assert(sizeof(mixed) == 32 && alignof(mixed) == 16);

alignas(32) static mixed kept;

CONFORM(a, b) {
  kept.tag = a;
  kept.aligned = b;
  kept.w.v = a * b;
  alignas(8) u8 bytes[8] = {};
  bytes[a & 7] = 1;
  u64 at = reinterpret_cast<u64>(&kept) & 15;
  return mix(kept.tag + kept.aligned, kept.w.v + at + bytes[b & 7]);
}
