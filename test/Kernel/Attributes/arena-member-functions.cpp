// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Objects of an arena have member functions, operators and references as any object has.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %run-headers %s
#include "test.h"

#define __arena __attribute__((address_space(1)))

struct counter {
  u64 count;
  void add(u64 n) { count += n; }
};
struct node : counter {
  [[flexnet::arena]] node *next;
  u64 value;
  void set(u64 v) {
    value = v;
    add(1);
  }
  node &operator+=(u64 n) { return value += n, *this; }
  bool operator==(const node &other) const { return value == other.value; }
};
template <class T> struct list {
  T __arena *head;
  void push(T __arena *e) {
    e->next = head;
    head = e;
  }
  T __arena *pop() {
    T __arena *e = head;
    if (e)
      head = e->next;
    return e;
  }
};
static u64 twice(const node &n) { return n.value * 2; }

struct objects {
  list<node> all;
  node nodes[2];
};
flexnet::arena<1, {.address = 0x40000000}> memory SEC(".maps");

SEC("syscall") int use(run *) {
  auto allocated = memory.alloc<objects>();
  CHECK(allocated);
  auto *o = (objects __arena *)&*allocated;
  node __arena *first = &o->nodes[0], *second = &o->nodes[1];
  first->set(5);
  second->set(6);
  auto &reference = *first;
  CHECK(!(reference == *second));
  reference += 1;
  CHECK(reference == *second && twice(*first) == 12);
  node copy = *first;
  copy += 3;
  *second = copy;
  CHECK(second->value == 9 && second->count == 1);
  o->all.push(first);
  o->all.push(second);
  CHECK(o->all.pop() == second && o->all.pop() == first && !o->all.pop());
  memory.free(allocated);
  return 0;
}
