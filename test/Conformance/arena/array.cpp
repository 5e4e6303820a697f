// An array in an arena, indexed without a bound that the verifier would want.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#include <flexnet/arena.hpp>

flexnet::arena<16, {.address = 0x40000000}> memory SEC(".maps");

CONFORM(a, b) {
  auto words = memory.alloc<u64>(1024);
  if (!words)
    return 1;
  u32 at = a % 1024;
  words[at] = b;
  words[b % 1024] += a;
  u64 r = mix(words[at], words[7]);
  memory.free(words, 1024);
  return r;
}
