// Objects in an arena point at each other.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#include <flexnet/arena.hpp>

struct node {
  u64 value;
  flexnet::arena_ptr<node> next;
};
flexnet::arena<16, {.address = 0x40000000}> memory SEC(".maps");

CONFORM(a, b) {
  auto first = memory.alloc<node>(), second = memory.alloc<node>();
  if (!first || !second)
    return 1;
  first->value = a;
  first->next = second;
  second->value = b;
  u64 r = mix(first->value, first->next->value);
  memory.free(first);
  memory.free(second);
  return r;
}
