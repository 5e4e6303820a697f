// A class owns pages of an arena and frees them at the end of the scope.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#include <flexnet/arena.hpp>

flexnet::arena<4, {.address = 0x40000000}> memory SEC(".maps");

template <class T> class owned {
  flexnet::arena_ptr<T> p;

public:
  owned() : p(memory.alloc<T>()) {}
  owned(const owned &) = delete;
  ~owned() {
    if (p)
      memory.free(p);
  }
  explicit operator bool() const { return p; }
  flexnet::arena_ptr<T> operator->() const { return p; }
};
struct pair {
  u64 a, b;
};

CONFORM(a, b) {
  owned<pair> x, y;
  if (!x || !y)
    return 1;
  x->a = a;
  x->b = b;
  y->a = x->b;
  return mix(x->a, y->a) + y->b;
}
