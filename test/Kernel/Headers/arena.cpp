// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Objects of an arena point at each other without checks, and have member functions.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %run-headers %s
#include "test.h"

struct node {
  u64 value;
  flexnet::arena_ptr<node> next;

  void insert_after(flexnet::arena_ptr<node> other) { next = other; }
  u64 sum() { return value + (next ? next->value : 0); }
};
flexnet::arena<10, {.address = 0x40000000}> memory SEC(".maps");

SEC("syscall") int list(run *) {
  auto first = memory.alloc<node>();
  CHECK(first);
  auto second = memory.alloc<node>();
  CHECK(second);
  first->value = 5;
  second->insert_after(first);
  CHECK(second->next->value == 5 && second->sum() == 5);
  memory.free(first);
  memory.free(second);
  auto large = memory.alloc<node>(4096 / sizeof(node) * 10);
  CHECK(large);
  memory.free(large, 4096 / sizeof(node) * 10);
  return 0;
}
