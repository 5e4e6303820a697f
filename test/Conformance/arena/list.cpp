// A list of objects of a class template in an arena, walked by a function template.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#include <flexnet/arena.hpp>

template <class T> struct linked {
  T value;
  flexnet::arena_ptr<linked> next;
};
flexnet::arena<16, {.address = 0x40000000}> memory SEC(".maps");

template <class T> static inline u64 walk(flexnet::arena_ptr<linked<T>> at) {
  u64 h = 0;
  for (u32 i = 0; i < 4 && at; i++, at = at->next)
    h = mix(h, at->value);
  return h;
}

CONFORM(a, b) {
  auto nodes = memory.alloc<linked<u64>>(3);
  if (!nodes)
    return 1;
  nodes[0].value = a;
  nodes[0].next = &nodes[1];
  nodes[1].value = b;
  nodes[1].next = &nodes[2];
  nodes[2].value = a ^ b;
  nodes[2].next = nullptr;
  u64 h = walk<u64>(nodes);
  memory.free(nodes, 3);
  return h;
}
