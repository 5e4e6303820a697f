// An operator's name is made of letters too.
// REQUIRES: bpftool
// RUN: %coro -c %s -o %t.o
// RUN: %bpftool btf dump file %t.o | FileCheck %s
#include <flexnet/flexnet.h>

struct number {
  u32 v;
};
// CHECK: FUNC '[[NAME:operator[_a-zA-Z0-9]+]]'
[[gnu::noinline]] u32 operator+(const number &a, u32 b) { return a.v + b * bpf_get_prandom_u32(); }

SEC("xdp") int rx(struct xdp_md *ctx) {
  number n = {ctx->rx_queue_index};
  return n + 3;
}
