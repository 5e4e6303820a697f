// A reservation in a ring buffer is submitted, or discarded at the end of the scope.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#include <flexnet/ringbuf.hpp>

struct event {
  u64 a, b;
  u32 sum;
};
flexnet::ringbuf<4096> events SEC(".maps");

CONFORM(a, b) {
  auto e = events.reserve<event>();
  if (!e)
    return 1;
  e->a = a;
  e->b = b;
  e->sum = a + b;
  u64 h = mix(e->a, e->b) + e->sum;
  if (a & 1)
    return h;
  e.submit(1 /* BPF_RB_NO_WAKEUP */);
  return h + 1;
}
