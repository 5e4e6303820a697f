// Static, global and template helpers, by value and by reference, on both sides.
// REQUIRES: kernel-bpf
// RUN: %run-pipeline -O1 %s
// RUN: %run-pipeline -O2 %s
// RUN: %run-pipeline -Os %s
// RUN: %run-pipeline -O3 %s
#include "Inputs/pipeline.h"
template <class T> static T twice(T x) { return x + x; }
static void swap_them(u32 &a, u32 &b) { u32 t = a; a = b; b = t; }
__attribute__((noinline)) u32 global_helper(u32 x) { return x * 7 + 1; }
SEC("xdp") int pipeline(struct xdp_md *ctx) {
  u32 a = byte_of(ctx, 0), b = byte_of(ctx, 1);
  results.want[0] = twice(b);
  results.want[1] = global_helper(a);
  swap_them(a, b);
  co_await queue_insert(ctx, 0);
  results.got[0] = twice(a);
  results.got[1] = global_helper(b);
  return XDP_PASS;
}
