// Objects in an arena stay between runs of a program; a global points at them.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#include <flexnet/arena.hpp>

struct state {
  u64 sum;
  u32 runs;
};
flexnet::arena<4, {.address = 0x40000000}> memory SEC(".maps");
static flexnet::arena_ptr<state> kept;

CONFORM(a, b) {
  if (!kept)
    kept = memory.alloc<state>();
  auto s = kept;
  if (!s)
    return 1;
  s->sum = mix(s->sum, a);
  s->runs++;
  return s->sum + s->runs * b;
}
