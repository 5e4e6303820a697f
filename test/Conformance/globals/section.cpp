// Globals in sections of their own.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

SEC(".data.hot") u64 hot = 1;
SEC(".data.cold") static u64 cold = 2;
SEC(".rodata.limits") extern const u64 limit = 0xffff;
struct pair {
  u32 a, b;
};
SEC(".data.pairs") pair pairs[2] = {{1, 2}, {3, 4}};

CONFORM(a, b) {
  hot += a & limit;
  cold ^= b;
  pairs[a & 1].a += b;
  return mix(mix(hot, cold), pairs[1].a) + pairs[b & 1].b;
}
